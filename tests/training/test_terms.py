"""When a programme begins and ends for one member."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from training.domain.terms import term_of

AMSTERDAM, AUCKLAND = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Pacific/Auckland")
ENROLLED = datetime(2026, 10, 20, 12, tzinfo=UTC)


def test_it_begins_at_the_enrolment_or_on_the_day_that_was_set() -> None:
    assert term_of(ENROLLED, None, None, AMSTERDAM).begins == ENROLLED
    assert term_of(ENROLLED, date(2026, 10, 1), None, AMSTERDAM).begins == ENROLLED
    assert term_of(ENROLLED, date(2026, 11, 2), None, AMSTERDAM).begins == datetime(
        2026, 11, 1, 23, tzinfo=UTC
    )
    assert term_of(ENROLLED, date(2026, 11, 2), None, AUCKLAND).begins == datetime(
        2026, 11, 1, 11, tzinfo=UTC
    )


def test_it_ends_at_local_midnight_across_a_change_of_the_clock() -> None:
    assert term_of(ENROLLED, None, 2, AMSTERDAM).ends == datetime(2026, 11, 2, 23, tzinfo=UTC)
    assert term_of(ENROLLED, None, None, AMSTERDAM).ends is None
