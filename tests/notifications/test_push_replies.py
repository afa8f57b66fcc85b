"""domain.push_replies classifies what a push service answers, whatever it is."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.domain.push_replies import Reply, Verdict, reply_of, wait_of

NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("9" * 400, timedelta(days=1)),
        ("Sun, 10 Jan 2027 12:05:00 GMT", timedelta(minutes=5)),
        ("Sun, 10 Jan 2027 12:05:00 -0000", timedelta(minutes=5)),
        ("Sat, 09 Jan 2027 12:05:00 GMT", timedelta()),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("\u0661\u0662", None),
        ("Mon, 01 Jan 2020 99999999999999999999:00:00 GMT", None),
        ("Mon, 01 Jan 2020 00:00:00 +99999999999999999999", None),
        ("Mon, 99 Jan 2020 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", timedelta(days=1)),
        ("Mon, 01 Jan 0001 00:00:00 +2359", timedelta()),
    ],
)
def test_a_wait_is_a_day_at_most_and_none_where_the_text_names_none(
    retry_after: str, wait: timedelta | None
) -> None:
    assert wait_of(retry_after, NOW) == wait
    assert reply_of(429, retry_after, NOW) == Reply(Verdict.LATER, "push_429", wait)
