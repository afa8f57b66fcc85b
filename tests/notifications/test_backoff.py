"""A refused mail waits longer each time, within bounds."""

from datetime import timedelta

from notifications.domain import backoff


def test_each_wait_is_about_twice_the_one_before_up_to_a_limit() -> None:
    usual = timedelta(seconds=30)
    for tries in range(1, backoff.MAX_TRIES + 1):
        wait = backoff.wait_after(tries, "a")
        assert usual * 0.5 <= wait <= usual * 1.5
        usual = min(usual * 2, backoff.LONGEST)


def test_two_deliveries_do_not_come_back_together() -> None:
    waits = {backoff.wait_after(3, str(key)) for key in range(100)}
    assert len(waits) == 100


def test_the_same_delivery_always_waits_as_long() -> None:
    assert backoff.wait_after(2, "a") == backoff.wait_after(2, "a")
