"""next_nudge keeps out of leave, snoozes and quiet hours, on plain values."""

from datetime import date, time

from core.ids import new_id
from notifications.domain.quiet_hours import QuietHours
from tests.training.test_schedule import AMSTERDAM, local, next_nudge, rhythm
from training.domain.schedule import Calendar, Days, seed_of


def test_rule_8_the_first_opening_after_leave_or_a_snooze_is_taken() -> None:
    last, now = local(AMSTERDAM, "2026-09-01T09:30"), local(AMSTERDAM, "2026-09-02T12:00")
    back = local(AMSTERDAM, "2026-09-14T09:30")
    leaves = (Days(date(2026, 9, 2), date(2026, 9, 8)), Days(date(2026, 9, 5), date(2026, 9, 11)))
    assert next_nudge(rhythm(), AMSTERDAM, now, last, calendar=Calendar(leaves=leaves)) == back
    snoozed = Calendar(snoozed=local(AMSTERDAM, "2026-09-12T00:00"))
    assert next_nudge(rhythm(), AMSTERDAM, now, last, calendar=snoozed) == back
    over = Calendar(snoozed=local(AMSTERDAM, "2026-08-12T00:00"))
    assert next_nudge(rhythm(), AMSTERDAM, now, last, calendar=over) == local(
        AMSTERDAM, "2026-09-04T09:30"
    )


def test_rule_4_an_opening_in_quiet_hours_moves_behind_them_within_the_hours() -> None:
    morning = rhythm(at=time(9), until=time(11))
    now = local(AMSTERDAM, "2026-09-02T12:00")
    quiet = Calendar(quiet=QuietHours(time(22), time(10), AMSTERDAM))
    found = [
        next_nudge(morning, AMSTERDAM, now, None, seed=seed_of(new_id(), 1), calendar=quiet)
        for _one in range(200)
    ]
    times = {at.astimezone(AMSTERDAM).time() for at in found}
    assert len(times) > 100
    assert all(time(10) <= at <= time(11) for at in times)


def test_rule_4_an_opening_moves_into_no_other_quiet_hours() -> None:
    """Quiet from 17:00 to 08:30 leaves the middle of a programme's day, on whichever side the
    opening was."""
    whole_day, now = rhythm(at=time(7), until=time(20)), local(AMSTERDAM, "2026-09-02T21:00")
    quiet = Calendar(quiet=QuietHours(time(17), time(8, 30), AMSTERDAM))
    found = [
        next_nudge(whole_day, AMSTERDAM, now, None, seed=seed << 16, calendar=quiet)
        for seed in range(0, 13 * 3600, 61)
    ]
    times = [at.astimezone(AMSTERDAM).time() for at in found]
    assert all(time(8, 30) <= at < time(17) for at in times)
    assert {at.hour for at in times} == set(range(8, 17))


def test_rule_4_quiet_hours_over_all_the_hours_leave_the_message_in_the_app() -> None:
    quiet = Calendar(quiet=QuietHours(time(8), time(12), AMSTERDAM))
    now = local(AMSTERDAM, "2026-09-02T12:00")
    assert next_nudge(rhythm(), AMSTERDAM, now, None, calendar=quiet) == local(
        AMSTERDAM, "2026-09-03T09:30"
    )
