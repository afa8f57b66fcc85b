"""Coaches hear what waits: before a promise is broken, and in their own morning."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Language, Role, Team
from accounts.queries import active_admins_of
from coaching.domain.rules import Rules
from coaching.models import Conflict, Hold, WaitingSubmission
from coaching.queries.eligibility import waiting_counts
from coaching.queries.held import unheld
from coaching.queries.queue import waiting_for
from coaching.services import eligibility, notices
from coaching.services.rules import set_rules
from core.etags import ANY, Precondition
from notifications.models import Message
from tests.cast import Api, Cast, person_in
from tests.coaching.holding import finished, make_lead
from tests.coaching.world import World, run_out, take

pytestmark = pytest.mark.slow
WEDNESDAY_MORNING = datetime(2026, 3, 4, 8, 30, tzinfo=UTC)


def _told(kind: str) -> dict[str, Any]:
    rows = Message.objects.filter(kind=kind).select_related("recipient__person")
    return {str(row.recipient): row.context["count"] for row in rows}


def _due(world: World, cast: Cast) -> None:
    """One submission of which the promise of 48 hours ends in eleven, and one of just now."""
    world.submitted(cast.employee, ago=timedelta(hours=37))
    world.submitted(cast.teammate, ago=timedelta(minutes=1))


def test_coaches_and_admins_hear_once_of_what_is_due_soon(cast: Cast, world: World) -> None:
    _due(world, cast)
    assert notices.warn_of_late() == 1
    assert notices.warn_of_late() == 0
    assert _told("reviews_due_soon") == {"Carla (Haven)": "1", "Chris (Haven)": "1"}
    assert _told("promises_at_risk") == {"Anna (Haven)": 1}


def test_whoever_sees_the_queue_has_read_what_it_says(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    _due(world, cast)
    notices.warn_of_late()
    monkeypatch.setattr(notices, "database_now", lambda: WEDNESDAY_MORNING)
    notices.send_digests()
    mine = Message.objects.filter(recipient=cast.coach, read_at=None)
    assert set(mine.values_list("kind", flat=True)) == {"reviews_due_soon", "queue_digest"}
    me = api(cast.coach).get("/api/v1/me").json()["memberships"][0]["organisation"]
    answer = api(cast.coach).put(f"{world.base}/messages/reading", {"about": me["id"]})
    assert (answer.status_code, mine.exists()) == (200, False)


def test_what_is_due_within_hours_is_told_at_once(cast: Cast, world: World) -> None:
    for hours in (37, 35, 33, 31):  # of 48; due soon twelve before
        world.submitted(cast.employee, ago=timedelta(hours=hours))
    assert notices.warn_of_late() == 3
    assert _told("promises_at_risk") == {"Anna (Haven)": 3}
    WaitingSubmission.objects.update(warn_at=F("warn_at") - timedelta(hours=4))
    assert notices.warn_of_late() == 0
    WaitingSubmission.objects.update(warn_at=F("warn_at") - timedelta(hours=1))
    assert notices.warn_of_late() == 1


def test_who_may_not_review_it_does_not_hear_of_it(cast: Cast, world: World) -> None:
    _due(world, cast)
    eligibility.declare_conflict(actor=cast.admin, coach=cast.coach.id, member=cast.employee.id)
    notices.warn_of_late()
    assert _told("reviews_due_soon") == {"Chris (Haven)": "1"}


def test_of_finished_feedback_who_releases_it_hears(cast: Cast, world: World, api: Api) -> None:
    _due(world, cast)
    finished(api(cast.coach), world)
    # It was just finished, and is told of in an hour at the soonest.
    assert notices.warn_of_late() == 0
    assert WaitingSubmission.objects.get(membership=cast.employee).warn_at is not None
    WaitingSubmission.objects.update(warn_at=F("warn_at") - timedelta(hours=2))
    assert notices.warn_of_late() == 1
    assert (_told("feedback_held"), _told("reviews_due_soon")) == ({"Carla (Haven)": 1}, {})
    assert _told("promises_at_risk") == {"Anna (Haven)": 1}
    make_lead(cast.second_coach)
    Hold.objects.update(needs_lead=True)
    WaitingSubmission.objects.filter(membership=cast.employee).update(
        warn_at=F("promised_at") - timedelta(hours=12)
    )
    assert notices.warn_of_late() == 1
    assert _told("feedback_held") == {"Carla (Haven)": 1, "Chris (Haven)": 1}
    # The morning's digest counts what can be reviewed.
    held = WaitingSubmission.objects.filter(membership=cast.employee)
    assert list(waiting_counts(unheld(held), 100)) == []


def test_what_a_coach_is_on_is_told_once_it_is_free(cast: Cast, world: World, api: Api) -> None:
    _due(world, cast)
    lease = take(api(cast.coach), world)
    assert notices.warn_of_late() == 0
    run_out(lease)
    assert notices.warn_of_late() == 1


def test_one_organisation_that_fails_stops_no_other(
    cast: Cast, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.coaching.world import make_world

    other = make_world(cast.burcht)
    other.submitted(person_in(cast.burcht, "Nora", Role.EMPLOYEE), ago=timedelta(hours=37))
    _due(world, cast)
    admins = active_admins_of

    def failing(organisation: Any) -> Any:
        if organisation == cast.burcht.id:
            raise ValueError
        return admins(organisation)

    monkeypatch.setattr(notices, "active_admins_of", failing)
    assert notices.warn_of_late() == 1
    monkeypatch.undo()
    assert notices.warn_of_late() == 1


def test_a_coach_hears_once_in_their_own_morning_what_waits(
    cast: Cast, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.submitted(cast.employee)
    world.submitted(cast.employee)
    cast.second_coach.time_zone = "Asia/Tokyo"  # where it is evening by then
    cast.second_coach.save()
    monkeypatch.setattr(notices, "database_now", lambda: WEDNESDAY_MORNING)
    assert notices.send_digests() == 1
    assert notices.send_digests() == 0
    assert _told("queue_digest") == {"Carla (Haven)": "2"}


@pytest.mark.parametrize(
    "now",
    [
        WEDNESDAY_MORNING - timedelta(hours=3),
        WEDNESDAY_MORNING + timedelta(hours=5),
        WEDNESDAY_MORNING + timedelta(days=3),  # a Saturday
    ],
)
def test_there_is_no_digest_at_another_time(
    cast: Cast, world: World, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    world.submitted(cast.employee)
    monkeypatch.setattr(notices, "database_now", lambda: now)
    assert notices.send_digests() == 0


def test_a_coach_with_nothing_to_review_hears_nothing(
    cast: Cast, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "database_now", lambda: WEDNESDAY_MORNING)
    assert notices.send_digests() == 0
    world.submitted(cast.coach)
    assert notices.send_digests() == 1
    assert set(_told("queue_digest")) == {"Chris (Haven)"}


class Sides:
    """Keeps people of one team, of two and of none, and a coach, with a submission of each."""

    def __init__(self, cast: Cast, world: World) -> None:
        self.cast = cast
        names = ("Desk 2", "Night")
        self.teams = [Team.objects.create(organisation=cast.haven, name=name) for name in names]
        other = person_in(cast.haven, "Nora", Role.EMPLOYEE)
        self.people = [cast.employee, cast.teammate, other]
        cast.employee.teams.set(self.teams[:1])
        cast.teammate.teams.set(self.teams)
        for member in (*self.people, cast.coach):
            world.submitted(member)


@pytest.fixture
def sides(cast: Cast, world: World) -> Sides:
    return Sides(cast, world)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    teams=st.sets(st.integers(0, 1)),
    languages=st.sets(st.sampled_from(Language.values)),
    conflicts=st.sets(st.integers(0, 2)),
    leads=st.booleans(),
    leaders_review=st.booleans(),
)
def test_the_rule_for_all_coaches_is_that_for_one(
    teams: set[int],
    languages: set[str],
    conflicts: set[int],
    leads: bool,
    leaders_review: bool,
    sides: Sides,
) -> None:
    coach, admin = sides.cast.coach, sides.cast.admin
    Conflict.objects.all().delete()
    coach.roles = [Role.COACH, Role.MANAGER] if leads else [Role.COACH]
    coach.save()
    coach.leads.set(sides.teams[:1])
    seen = Precondition(if_match=ANY)
    set_rules(actor=admin, rules=Rules(leaders_review=leaders_review), seen=seen)
    chosen = [sides.teams[at].id for at in teams]
    eligibility.set_scope(actor=admin, coach=coach.id, teams=chosen, languages=languages, seen=seen)
    for at in conflicts:
        eligibility.declare_conflict(actor=admin, coach=coach.id, member=sides.people[at].id)
    for row in WaitingSubmission.objects.all():
        one = WaitingSubmission.objects.filter(pk=row.pk)
        of_all = waiting_counts(one, 1).filter(pk=coach.pk).exists()
        assert of_all == waiting_for(coach).filter(pk=row.pk).exists(), row
