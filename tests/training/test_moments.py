"""Hours at which somebody practises are learned where they want it, and nudges come then mostly."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent, Membership, Role
from core.local_time import local_date
from notifications.domain.quiet_hours import QuietHours
from tests.cast import Api, Cast, code_of, person_in
from tests.training.world import School, fresh, let_due
from training import services
from training.domain.moments import (
    ENOUGH,
    FOLLOWED_WITHIN,
    Seen,
    believe,
    draw_hours,
    look_back,
    usual_hour,
)
from training.domain.schedule import Calendar, Rhythm, next_nudge, seed_of
from training.models import Attempt, Enrolment, MomentChoice, Nudge, Programme
from training.queries.moments import beliefs_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
WHOLE_DAY = Rhythm(1, 3, time(7), time(20), frozenset(range(1, 8)))
HOURS = range(7, 21)


def seen_at(hour: int, days: int, *, practised: bool = True, since: int = 0) -> list[Seen]:
    """Return what was seen at that hour in Amsterdam on each of so many days of 2026."""
    first = date(2026, 9, 1) + since * DAY
    return [
        Seen(datetime.combine(first + day * DAY, time(hour, 20), AMSTERDAM), practised)
        for day in range(days)
    ]


def drawn(seen: list[Seen], times: int = 400) -> Counter[int]:
    beliefs = believe(seen, AMSTERDAM)
    return Counter(draw_hours(HOURS, beliefs, seed)[0] for seed in range(times))


def test_an_hour_that_serves_well_comes_mostly_and_others_are_still_tried() -> None:
    found = drawn([*seen_at(16, 12), *seen_at(9, 12, practised=False)])
    assert found.most_common(1)[0][0] == 16
    assert found[16] > 400 / 4
    assert found[9] < 400 / 14
    assert len(found) > 7


def test_nothing_seen_prefers_no_hour() -> None:
    found = drawn([], times=2800)
    assert set(found) == set(HOURS)
    assert max(found.values()) < 2 * min(found.values())


def test_another_shift_is_learned_within_weeks() -> None:
    before, later = seen_at(8, 40), seen_at(18, 20, since=90)
    missed = seen_at(8, 20, practised=False, since=90)
    assert usual_hour(believe(before, AMSTERDAM)) == 8
    beliefs = believe([*before, *missed, *later], AMSTERDAM)
    assert usual_hour(beliefs) == 18
    found = Counter(draw_hours(HOURS, beliefs, seed)[0] for seed in range(400))
    assert found[18] > 4 * found[8]


def test_a_nudge_counts_by_the_practice_that_began_soon_after_it() -> None:
    first, second, third = (datetime(2026, 9, day, 9, tzinfo=UTC) for day in (1, 2, 3))
    soon, later = first + FOLLOWED_WITHIN - DAY / 1000, second + FOLLOWED_WITHIN
    found = look_back([third, first, second], [later, soon])
    assert [one.at for one in found if one.practised] == [soon, later, first]
    assert [one.at for one in found if not one.practised] == [second]  # the latest is still open
    assert look_back([first], []) == []
    assert look_back([], [soon]) == [Seen(soon, practised=True)]


def test_the_usual_hour_is_told_once_enough_was_seen() -> None:
    assert usual_hour({}) is None
    assert usual_hour(believe(seen_at(16, int(ENOUGH)), AMSTERDAM)) is None  # it counts less by now
    assert usual_hour(believe(seen_at(16, int(ENOUGH) + 1), AMSTERDAM)) == 16
    assert usual_hour(believe(seen_at(16, 1) * 9, AMSTERDAM)) is None  # all in one hour of a day


def test_rule_12_the_same_slot_has_the_same_opening_with_what_is_learned_too() -> None:
    beliefs = believe(seen_at(16, 6), AMSTERDAM)
    last = datetime(2026, 9, 10, 9, tzinfo=UTC)
    for slot in range(50):
        seed = seed_of(Enrolment().id, slot)
        due = next_nudge(WHOLE_DAY, AMSTERDAM, last, last, seed=seed, beliefs=beliefs)
        for hours in range(0, int((due - last) / timedelta(hours=1)), 5):
            now = last + timedelta(hours=hours)
            again = next_nudge(WHOLE_DAY, AMSTERDAM, now, last, seed=seed, beliefs=beliefs)
            assert again == due


def test_rule_12_what_is_seen_on_the_day_of_a_nudge_leaves_the_nudge_on_that_day() -> None:
    """An earlier hour, which is over on that day, may be the best by what was seen since."""
    before, after = believe(seen_at(17, 9), AMSTERDAM), believe(seen_at(8, 9), AMSTERDAM)
    last, hours = datetime(2026, 9, 10, 9, tzinfo=UTC), set()
    for slot in range(400):
        seed = seed_of(UUID(int=slot), slot)
        due = next_nudge(WHOLE_DAY, AMSTERDAM, last, last, seed=seed, beliefs=before)
        for ahead in (timedelta(seconds=1), timedelta(minutes=90), timedelta(hours=5)):
            now = due - ahead
            again = next_nudge(WHOLE_DAY, AMSTERDAM, now, last, seed=seed, beliefs=after)
            assert now < again
            assert local_date(again, AMSTERDAM) == local_date(due, AMSTERDAM)
            assert next_nudge(WHOLE_DAY, AMSTERDAM, now, last, seed=seed, beliefs=before) == due
            hours.add(again.astimezone(AMSTERDAM).hour)
    assert len(hours) > 7


@pytest.mark.parametrize(
    "zone", ["Europe/Amsterdam", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]
)
def test_rule_4_what_is_learned_stays_within_the_hours_and_out_of_quiet_ones(zone: str) -> None:
    there = ZoneInfo(zone)
    beliefs = believe(seen_at(22, 30), AMSTERDAM)  # most at night, when nothing comes
    quiet = Calendar(quiet=QuietHours(time(18, 30), time(9, 15), there))
    hours = set()
    for seed in range(0, 2**40, 2**32 + 65_537):
        now = datetime(2026, 10, 20, 12, tzinfo=UTC)
        due = next_nudge(WHOLE_DAY, there, now, now, seed=seed, calendar=quiet, beliefs=beliefs)
        local = due.astimezone(there).time()
        assert time(9, 15) <= local < time(18, 30)
        hours.add(local.hour)
    assert hours == set(range(9, 19))


def test_a_rhythm_of_one_instant_keeps_it() -> None:
    at = Rhythm(1, 1, time(9, 30), time(9, 30), frozenset(range(1, 8)))
    beliefs = believe(seen_at(16, 30), AMSTERDAM)
    now = datetime(2026, 10, 20, 12, tzinfo=UTC)
    due = next_nudge(at, AMSTERDAM, now, now, seed=7, beliefs=beliefs)
    assert due.astimezone(AMSTERDAM).time() == time(9, 30)


# --- Over HTTP ----------------------------------------------------------------------------


def choose(api: Api, school: School, member: Membership, **body: object) -> Any:
    return api(member).put(f"{school.base}/moments", body)


def practised_at(school: School, member: Membership, hour: int, days: int) -> None:
    """Let the member have begun at that hour on each of the last days."""
    today = timezone.now().astimezone(AMSTERDAM).date()
    for day in range(1, days + 1):
        row = school.attempt(member)
        at = datetime.combine(today - day * DAY, time(hour, 10), AMSTERDAM)
        Attempt.objects.filter(pk=row.pk).update(state="withdrawn", started_at=at)


@pytest.fixture
def all_day(school: School) -> Programme:
    Programme.objects.update(nudge_from=time(7), nudge_until=time(20), weekdays=[*range(1, 8)])
    return school.programme


def openings(row: Enrolment) -> list[datetime | None]:
    """Return the opening of each of ten slots, and leave the first one planned."""
    found = []
    for slot in (*range(2, 11), 1):
        Enrolment.objects.filter(pk=row.pk).update(next_slot=slot)
        services.plan(enrolments=[row.id])
        found.append(fresh(row).next_nudge_at)
    return found


@pytest.mark.slow
@pytest.mark.usefixtures("all_day")
def test_nothing_is_learned_unless_a_member_wants_it(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    practised_at(school, cast.employee, 16, 20)
    url = f"{school.base}/moments"
    off = api(cast.employee).get(url).json()
    assert (off["is_learned"], off["may_learn"], off["usual_hour"]) == (False, True, None)
    before = openings(enrolment)
    choose(api, school, cast.employee, is_learned=True)
    on = choose(api, school, cast.employee, is_learned=True)
    assert on.status_code == 200, on.content
    assert on.json() == api(cast.employee).get(url).json()
    assert on.json()["usual_hour"] == 16
    assert "16:00" in on.json()["explanation"]
    learned = openings(enrolment)
    assert learned != before
    off = choose(api, school, cast.employee, is_learned=False).json()
    assert (off["is_learned"], off["usual_hour"]) == (False, None)
    assert fresh(enrolment).next_nudge_at == before[-1]
    assert openings(enrolment) == before


def nudged_at(row: Enrolment, hour: int, days: range) -> None:
    """Send the member a nudge at that hour of each of these days ago."""
    for day in days:
        let_due(row)
        assert services.hand_over(nudges=services.claim_due()) == 1
        local = timezone.now().astimezone(AMSTERDAM).date() - day * DAY
        at = datetime.combine(local, time(hour, 40), AMSTERDAM)
        Nudge.objects.filter(slot=fresh(row).next_slot - 1).update(created_at=at, due_at=at)


@pytest.mark.slow
@pytest.mark.usefixtures("all_day")
def test_practice_soon_after_a_nudge_counts_for_the_hour_of_the_nudge(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    MomentChoice.objects.create(membership=cast.employee, is_learned=True)
    practised_at(school, cast.employee, 17, 4)
    nudged_at(enrolment, 8, range(14, 10, -1))
    nudged_at(enrolment, 14, range(4, 0, -1))
    beliefs = beliefs_of({cast.employee.id: AMSTERDAM})[cast.employee.id]
    assert all(for_it > 2 > against for for_it, against in (beliefs[14], beliefs[17]))
    for_it, against = beliefs[8]
    assert for_it == 0
    assert against > 2
    later = timedelta(hours=2)
    Attempt.objects.update(started_at=F("started_at") + later)  # too long after the nudges
    beliefs = beliefs_of({cast.employee.id: AMSTERDAM})[cast.employee.id]
    assert beliefs[14][0] == 0


@pytest.mark.slow
@pytest.mark.usefixtures("all_day")
def test_an_organisation_switches_it_off_for_all_and_on_again(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    practised_at(school, cast.employee, 16, 20)
    before = openings(enrolment)
    choose(api, school, cast.employee, is_learned=True)
    learned = openings(enrolment)
    url = f"{school.base}/moment-rules"
    for _twice in range(2):
        assert api(cast.admin).put(url, {"may_learn": False}).status_code == 200
    assert fresh(enrolment).next_nudge_at is None
    services.sweep()
    assert fresh(enrolment).next_nudge_at == before[-1]
    assert openings(enrolment) == before
    read = api(cast.employee).get(f"{school.base}/moments").json()
    assert (read["is_learned"], read["may_learn"], read["usual_hour"]) == (False, False, None)
    refused = choose(api, school, cast.employee, is_learned=True)
    assert (refused.status_code, code_of(refused)) == (409, "moments_not_allowed")
    assert api(cast.admin).put(url, {"may_learn": True}).json() == {"may_learn": True}
    assert openings(enrolment) == learned != before
    assert AuditEvent.objects.filter(verb="moment_rules_changed").count() == 2
    assert choose(api, school, cast.employee, is_learned=False).status_code == 200
    assert not MomentChoice.objects.get().is_learned


@pytest.mark.slow
@pytest.mark.usefixtures("all_day")
def test_it_costs_a_plan_the_same_for_many_as_for_one(cast: Cast, school: School) -> None:
    people = [person_in(cast.haven, f"P {n}", Role.EMPLOYEE) for n in range(5)]
    rows = [school.enrol(one) for one in people]
    MomentChoice.objects.bulk_create(
        MomentChoice(membership=one, is_learned=True) for one in people
    )

    def cost(ids: list[Any]) -> int:
        with CaptureQueriesContext(connection) as asked:
            services.plan(enrolments=ids)
        return len(asked)

    assert cost([row.id for row in rows]) == cost([rows[0].id])
