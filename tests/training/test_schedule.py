"""next_nudge and is_stale follow the rules of nudges, on plain values."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.ids import new_id
from core.zones import zone_named
from training.domain.schedule import PATIENCE, Days, Rhythm, is_stale, seed_of
from training.domain.schedule import next_nudge as with_seed

BERLIN = ZoneInfo("Europe/Berlin")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)
DAILY = frozenset(range(1, 8))
WORKDAYS = frozenset(range(1, 6))


def rhythm(
    days: int = 3, at: time = time(9, 30), weekdays: frozenset[int] = WORKDAYS, **more: Any
) -> Rhythm:
    most, until = more.pop("most", days), more.pop("until", at)
    return Rhythm(days, most, nudge_from=at, nudge_until=until, weekdays=weekdays, **more)


def next_nudge(
    rhythm: Rhythm, zone: ZoneInfo, now: datetime, last: datetime | None, **more: Any
) -> datetime:
    return with_seed(rhythm, zone, now, last, **{"seed": 0, **more})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(zone: ZoneInfo, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_it_takes_the_next_opening_when_nothing_came_before() -> None:
    early, late = local(BERLIN, "2027-02-03T08:00"), local(BERLIN, "2027-02-03T09:30")
    assert next_nudge(rhythm(), BERLIN, early, None) == local(BERLIN, "2027-02-03T09:30")
    assert next_nudge(rhythm(), BERLIN, late, None) == local(BERLIN, "2027-02-04T09:30")


def test_it_counts_days_on_the_local_calendar_and_not_72_hours() -> None:
    last = local(BERLIN, "2027-02-01T21:45")
    assert next_nudge(rhythm(), BERLIN, last, last) == local(BERLIN, "2027-02-04T09:30")


def test_it_stays_at_the_same_local_time_over_the_berlin_spring_of_2027() -> None:
    # Rule 5: naive arithmetic turned 09:00 on 26 March into 10:00 on 29 March.
    nine = rhythm(at=time(9), weekdays=DAILY)
    last = utc("2027-03-26T08:00")
    due = next_nudge(nine, BERLIN, last, last)
    assert due == utc("2027-03-29T07:00")
    assert due.astimezone(BERLIN).time() == time(9)


def test_it_stays_at_the_same_local_time_over_the_amsterdam_autumn_of_2026() -> None:
    nine = rhythm(at=time(9), weekdays=DAILY)
    last = utc("2026-10-23T07:00")
    due = next_nudge(nine, AMSTERDAM, last, last)
    assert due == utc("2026-10-26T08:00")
    assert due.astimezone(AMSTERDAM).time() == time(9)


def test_it_waits_for_an_allowed_weekday() -> None:
    thursday = local(AMSTERDAM, "2026-09-03T09:30")
    assert next_nudge(rhythm(), AMSTERDAM, thursday, thursday) == local(
        AMSTERDAM, "2026-09-07T09:30"
    )
    only_saturday = rhythm(days=1, weekdays=frozenset({6}))
    saturday = local(AMSTERDAM, "2026-09-05T09:30")
    assert next_nudge(only_saturday, AMSTERDAM, saturday, saturday) == local(
        AMSTERDAM, "2026-09-12T09:30"
    )


def test_it_goes_by_the_day_where_the_person_lives() -> None:
    # Sunday 23:00 in UTC is Monday in Auckland.
    auckland = ZoneInfo("Pacific/Auckland")
    now = utc("2026-09-06T20:00")
    assert next_nudge(rhythm(), auckland, now, None) == local(auckland, "2026-09-07T09:30")


def test_it_jumps_into_the_future_after_an_outage_and_owes_nothing() -> None:
    now, long_ago = local(BERLIN, "2027-02-03T12:00"), local(BERLIN, "2026-06-01T09:30")
    assert next_nudge(rhythm(), BERLIN, now, long_ago) == local(BERLIN, "2027-02-04T09:30")


@pytest.mark.parametrize(
    "zone",
    ["Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "UTC"],
)
@pytest.mark.parametrize("weekdays", [DAILY, WORKDAYS, frozenset({2}), frozenset({6, 7})])
def test_every_nudge_of_two_years_is_on_time_on_an_allowed_day_and_far_enough_apart(
    zone: str, weekdays: frozenset[int]
) -> None:
    there, steady = ZoneInfo(zone), rhythm(days=3, weekdays=weekdays)
    last = utc("2026-01-01T00:00")
    while last < utc("2028-01-01T00:00"):
        due = next_nudge(steady, there, last + timedelta(seconds=5), last)
        seen = due.astimezone(there)
        assert seen.time() == time(9, 30)
        assert seen.isoweekday() in weekdays
        apart = (seen.date() - last.astimezone(there).date()).days
        assert 3 <= apart <= 3 + 6
        last = due


def test_it_is_stale_once_patience_has_run_out() -> None:
    due = utc("2026-09-01T07:30")
    assert not is_stale(due, due + PATIENCE)
    assert is_stale(due, due + PATIENCE + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("days", "weekdays"),
    [(0, WORKDAYS), (3, frozenset()), (3, frozenset({0})), (3, frozenset({8}))],
)
def test_a_rhythm_without_an_opening_is_refused(days: int, weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        rhythm(days=days, weekdays=weekdays)


def test_a_rhythm_whose_least_is_above_its_most_is_refused() -> None:
    for wrong in ({"days": 3, "most": 2}, {"at": time(10), "until": time(9)}):
        with pytest.raises(ValueError, match="rhythm"):
            rhythm(**wrong)


# --- Ranges -------------------------------------------------------------------------------


def spread(of: Rhythm, zone: ZoneInfo, last: datetime, people: int = 2000) -> list[datetime]:
    seeds = [seed_of(new_id(), 1) for _one in range(people)]
    return [next_nudge(of, zone, last, last, seed=seed).astimezone(zone) for seed in seeds]


def test_rule_12_many_people_spread_over_all_days_and_hours_of_the_rhythm() -> None:
    morning = rhythm(days=2, most=4, at=time(9), until=time(11), weekdays=DAILY)
    found = spread(morning, AMSTERDAM, local(AMSTERDAM, "2026-09-01T20:00"))
    days = Counter(at.day for at in found)
    assert set(days) == {3, 4, 5}
    assert min(days.values()) > 2000 / 3 * 0.8
    assert all(time(9) <= at.time() <= time(11) for at in found)
    minutes = Counter((at.day, at.hour, at.minute) for at in found)
    assert max(minutes.values()) < 2000 / 50


def test_rule_12_the_same_person_and_slot_have_the_same_opening() -> None:
    enrolment = new_id()
    assert seed_of(enrolment, 3) == seed_of(enrolment, 3)
    assert len({seed_of(enrolment, slot) for slot in range(100)}) == 100
    morning = rhythm(days=2, most=4, at=time(9), until=time(11), weekdays=DAILY)
    last, seed = local(AMSTERDAM, "2026-09-01T20:00"), seed_of(enrolment, 3)
    due = next_nudge(morning, AMSTERDAM, last, last, seed=seed)
    for hours in range(30):  # whenever it is planned anew before that
        assert next_nudge(morning, AMSTERDAM, last + hours * HOUR, last, seed=seed) == due
    assert next_nudge(morning, AMSTERDAM, due, last, seed=seed) > due


def test_within_the_range_a_closed_day_is_passed_over_and_another_is_taken() -> None:
    wednesday = local(AMSTERDAM, "2026-09-02T20:00")
    found = spread(rhythm(days=2, most=4), AMSTERDAM, wednesday)  # Friday, Saturday, Sunday
    assert {at.date() for at in found} == {date(2026, 9, 4)}
    only_tuesday = rhythm(days=2, most=4, weekdays=frozenset({2}))
    found = spread(only_tuesday, AMSTERDAM, wednesday)
    assert {at.date() for at in found} == {date(2026, 9, 8)}


def test_a_pause_week_has_no_opening() -> None:
    christmas = Days(date(2026, 12, 21), date(2027, 1, 3))
    steady = rhythm(pauses=(christmas,))
    last = local(AMSTERDAM, "2026-12-18T12:00")
    assert next_nudge(steady, AMSTERDAM, last, last) == local(AMSTERDAM, "2027-01-04T09:30")


def test_rule_6_another_nudge_of_the_person_moves_it_to_another_day() -> None:
    last = local(AMSTERDAM, "2026-09-01T09:30")
    steady = rhythm(gap=12 * HOUR)
    other = local(AMSTERDAM, "2026-09-04T08:00")
    due = next_nudge(steady, AMSTERDAM, last, last, others=[(other, 48 * HOUR)])
    assert due == local(AMSTERDAM, "2026-09-07T09:30")
    far = [(at, 12 * HOUR) for at in (other - 11 * HOUR, local(AMSTERDAM, "2026-09-04T21:30"))]
    far.append((other, HOUR))  # its programme asks for less
    assert next_nudge(steady, AMSTERDAM, last, last, others=far) == local(
        AMSTERDAM, "2026-09-04T09:30"
    )


def test_rule_6_a_person_gets_seven_nudges_in_seven_days_at_most() -> None:
    daily, now = rhythm(days=1, weekdays=DAILY), local(AMSTERDAM, "2026-09-08T12:00")
    others = [(local(AMSTERDAM, f"2026-09-0{day}T20:00"), HOUR) for day in range(2, 9)]
    due = next_nudge(daily, AMSTERDAM, now, now, others=others)
    assert due == local(AMSTERDAM, "2026-09-10T09:30")
    assert next_nudge(daily, AMSTERDAM, now, now, others=others[1:]) == local(
        AMSTERDAM, "2026-09-09T09:30"
    )


# --- Clocks of this world -----------------------------------------------------------------


def test_rule_5_a_gap_within_the_hours_moves_forward_and_a_fold_counts_once() -> None:
    night = rhythm(days=1, at=time(2), until=time(3), weekdays=DAILY)
    for seed in (0, 1800 << 16, 3600 << 16):
        spring = next_nudge(night, AMSTERDAM, utc("2026-03-28T12:00"), None, seed=seed)
        shift = timedelta(seconds=seed >> 16)
        assert spring == utc("2026-03-29T01:00") + (shift if seed >> 16 < 3600 else 0 * HOUR)
        autumn = next_nudge(night, AMSTERDAM, utc("2026-10-24T12:00"), None, seed=seed)
        assert autumn == utc("2026-10-25T00:00") + shift + (
            HOUR if seed >> 16 == 3600 else 0 * HOUR
        )


@pytest.mark.parametrize(
    ("zone", "now", "opening"),
    [
        ("Asia/Kathmandu", "2026-06-01T00:00", "2026-06-01T03:45"),  # +5:45
        ("Australia/Eucla", "2026-06-01T00:00", "2026-06-01T00:45"),  # +8:45
        ("Australia/Lord_Howe", "2026-04-03T12:00", "2026-04-03T22:30"),  # +11
        ("Australia/Lord_Howe", "2026-04-04T23:00", "2026-04-05T23:00"),  # +10:30 from the 5th
        ("America/Sao_Paulo", "2018-11-03T20:00", "2018-11-04T11:30"),  # begins at 01:00
        ("Asia/Beirut", "2021-03-27T20:00", "2021-03-28T06:30"),  # begins at 01:00
        ("Pacific/Apia", "2011-12-29T20:00", "2011-12-30T19:30"),  # there was no 30 December
    ],
)
def test_rule_5_every_zone_is_half_past_nine_where_the_person_lives(
    zone: str, now: str, opening: str
) -> None:
    there = ZoneInfo(zone)
    due = next_nudge(rhythm(days=1, weekdays=DAILY), there, utc(now), None)
    assert due == utc(opening)
    assert due.astimezone(there).time() == time(9, 30)


def test_rule_5_a_day_that_was_skipped_is_no_opening() -> None:
    apia = ZoneInfo("Pacific/Apia")
    friday = rhythm(days=1, weekdays=frozenset({5}))  # 30 December 2011 would have been one
    due = next_nudge(friday, apia, utc("2011-12-29T00:00"), None)
    assert due.astimezone(apia).date() == date(2012, 1, 6)
    last = local(apia, "2011-12-28T09:30")
    apart = next_nudge(rhythm(days=2, weekdays=DAILY), apia, last, last)
    assert apart.astimezone(apia).date() == date(2011, 12, 31)


@pytest.mark.parametrize(
    ("old", "new"), [("Europe/Kiev", "Europe/Kyiv"), ("Asia/Calcutta", "Asia/Kolkata")]
)
def test_rule_5_a_zone_that_was_renamed_keeps_its_openings(old: str, new: str) -> None:
    for month in range(1, 13):
        now = utc(f"2026-{month:02}-15T12:00")
        before, after = (zone_named(name) for name in (old, new))
        assert before is not None
        assert after is not None
        assert next_nudge(rhythm(), before, now, now) == next_nudge(rhythm(), after, now, now)
