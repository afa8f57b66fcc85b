"""A stored value that is no longer valid stops nobody else's nudges, plans and submissions."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Membership, Role
from notifications.domain.kinds import Kind
from notifications.models import Message
from scenarios.models import Scenario
from tests.cast import Api, Cast, person_in
from tests.scenarios.content import published_scenario
from tests.training.world import School, fresh, let_due, let_retry
from training import services
from training.models import ANNOUNCED, Enrolment, Nudge, Programme
from training.queries.waiting import Waiting
from training.services import nudges as handing_over
from training.services import planning, plans

pytestmark = pytest.mark.slow

# --- Planning -----------------------------------------------------------------------------


def test_one_zone_that_nobody_knows_stops_no_plan_of_its_batch(
    cast: Cast, school: School, enrolment: Enrolment, unknown_zone: Enrolment
) -> None:
    Enrolment.objects.update(next_nudge_at=None, next_step=None)
    services.sweep()
    assert fresh(enrolment).next_nudge_at is not None
    assert (fresh(unknown_zone).next_nudge_at, unknown_zone.set_aside) == (
        None,
        "time_zone_unknown",
    )
    assert (unknown_zone.state, unknown_zone.next_step) == ("active", school.steps[0])


@pytest.mark.parametrize("zone", ["", "Europe", "../../etc/passwd", "x" * 64, "é/ü"])
def test_whatever_the_zone_says_the_plan_is_set_aside(
    cast: Cast, enrolment: Enrolment, zone: str
) -> None:
    Membership.objects.filter(pk=cast.employee.pk).update(time_zone=zone)
    services.plan(enrolments=[enrolment.id])
    assert (fresh(enrolment).next_nudge_at, enrolment.set_aside) == (None, "time_zone_unknown")


def test_what_is_set_aside_is_not_tried_by_every_sweep(
    unknown_zone: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.plan(enrolments=[unknown_zone.id])
    assert services.plan_waiting() == 0
    let_retry()
    assert [services.plan_waiting() for _twice in range(2)] == [1, 0]


@pytest.mark.parametrize(
    "reason", [plans.TIME_ZONE_UNKNOWN, plans.FAILED, plans.UNTIL_END, plans.POSTPONED, "of_later"]
)
def test_a_reason_that_no_change_announces_is_tried_again_without_an_instant_too(
    enrolment: Enrolment, reason: str
) -> None:
    """A worker from before the upgrade writes the reason alone."""
    Enrolment.objects.update(next_nudge_at=None, set_aside=reason, retry_at=None)
    assert [services.plan_waiting() for _twice in range(2)] == [1, 0]
    assert (fresh(enrolment).set_aside, enrolment.retry_at) == ("", None)
    assert enrolment.next_nudge_at is not None


def test_a_reason_that_a_change_announces_waits_for_the_change(enrolment: Enrolment) -> None:
    assert {plans.BACKED_OFF, plans.LIVE_SESSION, plans.NO_STEPS} == set(ANNOUNCED)
    for reason in ANNOUNCED:
        Enrolment.objects.update(next_nudge_at=None, set_aside=reason, retry_at=None)
        assert services.plan_waiting() == 0


def test_the_sweep_finds_each_kind_of_waiting_enrolment_by_an_index_of_its_own(
    cast: Cast, school: School
) -> None:
    """Most of a large table is planned, or waits for a change."""
    people = [person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE) for n in range(40)]
    Enrolment.objects.bulk_create(
        Enrolment(programme=school.programme, membership=one, set_aside="live_session")
        for one in people
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE training_enrolment; SET LOCAL enable_seqscan = off")
    kinds = planning.kinds_of_waiting(can_practise=True)
    for kind, name in zip(kinds, ("unplanned", "retry", "left_aside", "retry"), strict=True):
        assert f"enrolment_{name} " in kind.explain()


def without_version(cast: Cast, school: School) -> Scenario:
    """Let the one exercise of the programme be one of which nothing was published yet."""
    scenario = Scenario.objects.create(organisation=cast.haven, code="new")
    school.programme.steps.filter(order__gt=1).delete()
    school.programme.steps.update(scenario=scenario)
    return scenario


def test_what_is_never_ready_is_not_tried_by_every_sweep_and_after_what_is_new(
    cast: Cast, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_version(cast, school)
    unready = school.enrol(cast.employee)
    assert (fresh(unready).set_aside, unready.next_step) == ("nothing_ready", None)
    assert services.plan_waiting() == 0
    new = Enrolment.objects.create(programme=school.programme, membership=cast.teammate)
    let_retry()
    monkeypatch.setattr(planning, "AT_MOST", 1)
    for planned in (new, unready):
        assert services.plan_waiting() == 1
        assert fresh(planned).set_aside == "nothing_ready"
        assert planned.retry_at is not None
        assert planned.retry_at > timezone.now()


def test_an_exercise_that_is_published_is_planned(cast: Cast, school: School) -> None:
    scenario = without_version(cast, school)
    unready = school.enrol(cast.employee)
    assert fresh(unready).next_nudge_at is None
    published_scenario(cast.author, "new", scenario=scenario)
    services.plan_waiting()  # what a worker does once it is committed
    assert (fresh(unready).next_step, unready.set_aside) == (school.steps[0], "")
    assert unready.next_nudge_at is not None


def test_a_zone_that_is_known_again_is_planned_by_the_hourly_task(
    cast: Cast, unknown_zone: Enrolment
) -> None:
    services.plan(enrolments=[unknown_zone.id])
    Membership.objects.filter(pk=unknown_zone.membership_id).update(time_zone="Europe/Paris")
    let_retry()
    services.sweep()
    assert fresh(unknown_zone).next_nudge_at is not None
    assert unknown_zone.set_aside == ""


def test_a_member_who_says_where_they_live_is_planned_at_once(
    cast: Cast, api: Api, school: School, unknown_zone: Enrolment
) -> None:
    services.plan(enrolments=[unknown_zone.id])
    answer = api(unknown_zone.membership).patch(
        f"{school.base}/membership", {"time_zone": "Asia/Tokyo"}
    )
    assert answer.status_code == 200
    assert fresh(unknown_zone).next_nudge_at is not None
    assert unknown_zone.set_aside == ""


def test_a_row_that_fails_for_an_unknown_reason_is_found_and_set_aside_alone(
    cast: Cast, school: School, enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make the nudge time of one programme fail, for any value that can't be computed."""
    other = Programme.objects.create(organisation=cast.haven, code="odd", name={"nl": "Odd"})
    other.steps.create(order=1, scenario=school.versions[0].scenario)
    others = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(5)]
    bad = Enrolment.objects.create(programme=other, membership=cast.teammate)
    compute = plans.read_rhythm

    def of_this_programme(programme: Programme) -> Any:
        if programme.pk == other.pk:
            raise ArithmeticError("no such rhythm")
        return compute(programme)

    monkeypatch.setattr(plans, "read_rhythm", of_this_programme)
    Enrolment.objects.update(next_nudge_at=None)
    services.sweep()
    assert all(fresh(row).next_nudge_at for row in (enrolment, *others))
    assert (fresh(bad).next_nudge_at, bad.set_aside) == (None, "failed")


def test_no_memory_is_no_fault_of_a_row(
    enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_programme: Programme) -> Any:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(plans, "read_rhythm", die)
        with pytest.raises(MemoryError):
            services.plan(enrolments=[enrolment.id])
    assert fresh(enrolment).set_aside == ""


# --- The hand-over ------------------------------------------------------------------------


def test_one_zone_that_nobody_knows_stops_no_nudge_of_its_batch(
    cast: Cast, school: School, enrolment: Enrolment, unknown_zone: Enrolment
) -> None:
    let_due(enrolment, unknown_zone)
    assert services.hand_over(nudges=services.claim_due()) == 2
    assert not Nudge.objects.filter(handled_at=None).exists()
    assert fresh(enrolment).next_nudge_at is not None
    assert (fresh(unknown_zone).next_nudge_at, unknown_zone.set_aside) == (
        None,
        "time_zone_unknown",
    )


@pytest.mark.parametrize("bad", [0, 3, 6])
def test_a_nudge_that_cannot_become_a_message_is_set_aside_alone(
    cast: Cast, school: School, bad: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(7)]
    compose = handing_over._outgoing

    def outgoing(nudge: Waiting, title: dict[str, str], kind: Kind) -> Any:
        if nudge.enrolment_id == rows[bad].id:
            raise ArithmeticError("no such link")
        return compose(nudge, title, kind)

    monkeypatch.setattr(handing_over, "_outgoing", outgoing)
    let_due(*rows)
    assert services.hand_over(nudges=services.claim_due()) == 6
    assert Message.objects.filter(kind="nudge").count() == 6
    told = dict(Nudge.objects.values_list("enrolment", "skip_reason"))
    assert {row.id: told[row.id] for row in rows if told[row.id]} == {rows[bad].id: "failed"}
    assert not Nudge.objects.filter(handled_at=None).exists()
    assert all(fresh(row).next_nudge_at for row in rows)


def test_what_the_database_alone_refuses_is_set_aside_alone(
    cast: Cast, school: School, enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key longer than its column: the statement fails as a whole, and halves find the row."""
    other = school.enrol(cast.teammate)
    compose = handing_over._outgoing

    def outgoing(nudge: Waiting, title: dict[str, str], kind: Kind) -> Any:
        from dataclasses import replace

        one = compose(nudge, title, kind)
        return replace(one, dedupe_key="x" * 121) if nudge.enrolment_id == other.id else one

    monkeypatch.setattr(handing_over, "_outgoing", outgoing)
    let_due(enrolment, other)
    assert services.hand_over(nudges=services.claim_due()) == 1
    assert Nudge.objects.get(enrolment=other).skip_reason == "failed"
    assert Message.objects.get().recipient == cast.employee


# --- What is read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["membership", "today", "attempts", "enrolments", "programmes", "messages", "people"]
)
def test_nothing_that_is_read_breaks(
    cast: Cast, api: Api, school: School, unknown_zone: Enrolment, path: str
) -> None:
    school.submitted(unknown_zone.membership)
    Membership.objects.filter(pk=unknown_zone.membership_id).update(roles=["employee", "manager"])
    answer = api(unknown_zone.membership).get(f"{school.base}/{path}")
    assert answer.status_code == 200, answer.content
    assert api(unknown_zone.membership).get("/api/v1/me").status_code == 200


def test_today_offers_the_next_step_where_no_nudge_can_be_planned(
    cast: Cast, api: Api, school: School, unknown_zone: Enrolment
) -> None:
    school.submitted(unknown_zone.membership)
    today = api(unknown_zone.membership).get(f"{school.base}/today").json()
    assert today["card"]["step"] == str(school.steps[1].id)
    assert today["next_nudge_at"] is None


def test_today_follows_a_submission_before_its_plan_does(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee)
    services.submit(member=cast.employee, attempt=attempt.id, takes=[school.take(attempt)])
    assert fresh(enrolment).next_step == school.steps[0]
    today = api(cast.employee).get(f"{school.base}/today").json()
    assert today["card"]["step"] == str(school.steps[1].id)


def test_an_admin_can_read_and_correct_such_a_row(
    cast: Cast, api: Api, school: School, unknown_zone: Enrolment
) -> None:
    url = f"{school.base}/people/{unknown_zone.membership_id}"
    assert api(cast.admin).get(url).json()["time_zone"] == "Mars/Olympus_Mons"
    assert api(cast.admin).patch(url, {"roles": ["employee", "coach"]}).status_code == 200
    assert api(cast.admin).patch(url, {"time_zone": "Europe/Paris"}).status_code == 200
    planned = fresh(unknown_zone).next_nudge_at
    assert planned is not None
    assert planned > timezone.now()
