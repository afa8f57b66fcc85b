"""A person gets one nudge for one instant, however many programmes, and none during that
exercise.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Membership, Role
from notifications.models import Channel, Delivery, Message
from scenarios.models import Scenario
from tests.at_once import at_once
from tests.cast import Api, Cast, person_in
from tests.training.world import School, let_days_pass, let_due
from training import services
from training.models import Answer, Attempt, Enrolment, Nudge, Programme, Take

pytestmark = pytest.mark.slow


def enrol_in_another(school: School, member: Membership, code: str = "second") -> Enrolment:
    """Enrol the member in another programme of the same rhythm, with one exercise."""
    programme, new = Programme.objects.get_or_create(
        organisation=school.organisation, code=code, defaults={"name": {"nl": code}}
    )
    if new:
        programme.steps.create(order=1, scenario=school.versions[1].scenario)
    row, _new = services.enrol(actor=school.admin, programme=programme.id, membership=member.id)
    return row


def make_due_together(*rows: Enrolment) -> None:
    """Make nudges due at the same instant, as those of equal rhythms are."""
    instant = timezone.now() - timedelta(seconds=1)
    assert Enrolment.objects.filter(pk__in=[row.pk for row in rows]).update(
        next_nudge_at=instant
    ) == len(rows)


def test_two_programmes_at_one_instant_are_one_nudge_and_one_for_later(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    other = enrol_in_another(school, cast.employee)
    make_due_together(enrolment, other)
    assert services.hand_over(nudges=services.claim_due()) == 1
    assert Message.objects.filter(recipient=cast.employee).count() == 1
    assert sorted(Nudge.objects.values_list("skip_reason", flat=True)) == ["", "another_programme"]
    for row in (enrolment, other):
        row.refresh_from_db()
        assert row.next_nudge_at is not None
        assert row.next_nudge_at > timezone.now()
    skipped = Nudge.objects.get(skip_reason="another_programme").enrolment
    sent = Nudge.objects.get(skip_reason="").enrolment
    assert skipped.next_nudge_at is not None
    assert sent.next_nudge_at is not None
    assert skipped.next_nudge_at < sent.next_nudge_at


def test_the_programme_that_waited_longest_goes_first(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    other = enrol_in_another(school, cast.employee)
    for _round in range(2):
        make_due_together(enrolment, other)
        services.hand_over(nudges=services.claim_due())
        for row in (enrolment, other):
            let_days_pass(row)
    first, second = Nudge.objects.filter(skip_reason="").order_by("slot")
    assert first.enrolment_id != second.enrolment_id


def test_a_later_tick_finds_the_nudge_of_an_earlier_one(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    make_due_together(enrolment, enrol_in_another(school, cast.employee))
    made = services.claim_due(limit=1) + services.claim_due(limit=1)
    assert services.hand_over(nudges=made) == 1
    assert sorted(Nudge.objects.values_list("skip_reason", flat=True)) == ["", "another_programme"]
    assert not Nudge.objects.filter(handled_at=None).exists()


def test_two_people_at_one_instant_are_two_nudges(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    make_due_together(enrolment, school.enrol(cast.teammate))
    assert services.hand_over(nudges=services.claim_due()) == 2


def test_the_database_refuses_a_second_nudge_at_one_instant(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    let_due(enrolment)
    services.claim_due()
    first, other = Nudge.objects.get(), enrol_in_another(school, cast.employee)
    with pytest.raises(IntegrityError, match="nudge_one_per_person"), transaction.atomic():
        Nudge.objects.create(
            enrolment=other,
            step=first.step,
            person=cast.employee.person,
            slot=1,
            due_at=first.due_at,
            time_zone="UTC",
        )


@pytest.mark.django_db(transaction=True)
def test_many_ticks_at_once_nudge_nobody_twice(cast: Cast, school: School) -> None:
    people = [person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE) for n in range(25)]
    rows = [
        row
        for member in people
        for row in (
            school.enrol(member),
            enrol_in_another(school, member),
            enrol_in_another(school, member, "third"),
        )
    ]
    make_due_together(*rows)
    made = at_once(*[lambda: services.tick(limit=7)] * 4)
    assert sum(made) == Nudge.objects.count() == 75
    ids = list(Nudge.objects.values_list("id", flat=True))
    sent = at_once(*[lambda: services.hand_over(nudges=ids)] * 2)
    assert sum(sent) == Message.objects.count() == 25
    assert Message.objects.values("recipient").distinct().count() == 25
    assert Nudge.objects.filter(skip_reason="another_programme").count() == 50
    assert not Enrolment.objects.filter(next_nudge_at=None).exists()


# --- Soon after another one ---------------------------------------------------------------


def test_rule_6_a_nudge_soon_after_one_of_another_programme_is_skipped(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    other = enrol_in_another(school, cast.employee)
    let_due(enrolment, ago=timedelta(hours=1))
    let_due(other)
    assert services.hand_over(nudges=services.claim_due()) == 1
    assert Nudge.objects.get(skip_reason="").enrolment == enrolment
    assert Nudge.objects.get(skip_reason="too_soon").enrolment == other
    for row in (enrolment, other):
        row.refresh_from_db()
        assert row.next_nudge_at is not None
        assert row.next_nudge_at > timezone.now() + timedelta(hours=11)


@pytest.mark.parametrize("reason", ["too_late", "not_active", "step_removed", "not_published"])
def test_rule_6_a_nudge_that_is_skipped_itself_holds_up_no_other(
    cast: Cast, school: School, enrolment: Enrolment, reason: str
) -> None:
    other = enrol_in_another(school, cast.employee)
    let_due(enrolment, ago=timedelta(hours=3 if reason == "too_late" else 1))
    let_due(other)
    claimed = services.claim_due()
    if reason == "not_active":
        services.pause(enrolment=enrolment.id)
    elif reason == "step_removed":
        school.programme.steps.filter(order=1).update(order=None)
    elif reason == "not_published":
        unpublished = Scenario.objects.create(organisation=cast.haven, code="new")
        school.programme.steps.filter(order=1).update(scenario=unpublished)
    assert services.hand_over(nudges=claimed) == 1
    assert Nudge.objects.get(skip_reason="").enrolment == other
    assert Nudge.objects.get(skip_reason=reason).enrolment == enrolment


def test_rule_6_of_three_the_last_goes_where_the_second_is_skipped(
    cast: Cast, school: School
) -> None:
    """The second is too near to the first, and the third to the second alone."""
    rows = [enrol_in_another(school, cast.employee, f"p{n}") for n in range(3)]
    Programme.objects.filter(code__in=["p0", "p1", "p2"]).update(gap_hours=1)
    for row, minutes in zip(rows, (100, 50, 10), strict=True):
        let_due(row, ago=timedelta(minutes=minutes))
    assert services.hand_over(nudges=services.claim_due()) == 2
    assert Nudge.objects.get(skip_reason="too_soon").enrolment == rows[1]


def test_rule_6_planning_keeps_two_programmes_a_gap_apart(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    other = enrol_in_another(school, cast.employee)
    services.plan(enrolments=[enrolment.id, other.id])
    enrolment.refresh_from_db()
    other.refresh_from_db()
    assert enrolment.next_nudge_at is not None
    assert other.next_nudge_at is not None
    assert abs(enrolment.next_nudge_at - other.next_nudge_at) >= timedelta(hours=12)
    Programme.objects.update(gap_hours=0)
    services.plan(enrolments=[enrolment.id, other.id])
    enrolment.refresh_from_db()
    other.refresh_from_db()
    assert enrolment.next_nudge_at == other.next_nudge_at


def test_rule_6_what_is_brought_forward_again_and_again_comes_once(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    for _tap in range(3):
        assert services.bring_forward(enrolment=enrolment.id)
        services.hand_over(nudges=services.claim_due())
    reasons = Nudge.objects.order_by("slot").values_list("skip_reason", flat=True)
    assert list(reasons) == ["", "too_soon", "too_soon"]
    assert Message.objects.filter(recipient=cast.employee).count() == 1


@pytest.mark.django_db(transaction=True)
def test_rule_6_workers_at_once_send_one_of_two_that_are_near(cast: Cast, school: School) -> None:
    people = [person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE) for n in range(20)]
    first = [school.enrol(one) for one in people]
    second = [enrol_in_another(school, one) for one in people]
    let_due(*first, ago=timedelta(minutes=20))
    early = services.claim_due()
    let_due(*second, ago=timedelta(minutes=10))
    late = services.claim_due()
    sent = at_once(
        lambda: services.hand_over(nudges=late), lambda: services.hand_over(nudges=early)
    )
    assert sum(sent) == Message.objects.values("recipient").distinct().count() == 20


# --- At that very exercise ----------------------------------------------------------------


def claim_and_hand_over(row: Enrolment) -> int:
    let_due(row)
    return services.hand_over(nudges=services.claim_due())


def test_no_nudge_while_the_person_is_at_that_exercise(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    school.attempt(cast.employee)
    assert claim_and_hand_over(enrolment) == 0
    assert Nudge.objects.get().skip_reason == "practising"
    enrolment.refresh_from_db()
    assert enrolment.next_step == school.steps[0]
    assert enrolment.next_nudge_at is not None
    assert timezone.now() < enrolment.next_nudge_at < timezone.now() + timedelta(days=4)


def test_a_nudge_for_another_exercise_goes(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    school.attempt(cast.employee, 1)
    assert claim_and_hand_over(enrolment) == 1


def test_a_nudge_reminds_of_what_was_left_this_morning(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    school.attempt(cast.employee)
    Attempt.objects.update(started_at=F("started_at") - timedelta(hours=2))
    assert claim_and_hand_over(enrolment) == 1


@pytest.mark.parametrize("act", ["answer", "take"])
def test_who_started_long_ago_and_continues_now_counts_as_practising(
    cast: Cast, school: School, enrolment: Enrolment, act: str
) -> None:
    attempt = school.attempt(cast.employee)
    Attempt.objects.update(started_at=F("started_at") - timedelta(days=2))
    if act == "take":
        school.take(attempt)
    else:
        question = school.scene("choose")
        option = question.options.first()
        assert option is not None
        services.answer(
            member=cast.employee, attempt=attempt.id, scene=question.id, options=[option.id]
        )
    assert claim_and_hand_over(enrolment) == 0
    Take.objects.update(created_at=F("created_at") - timedelta(hours=2))
    Answer.objects.all().delete()
    let_days_pass(enrolment)
    assert claim_and_hand_over(enrolment) == 1


def test_the_same_exercise_in_another_programme_counts(
    cast: Cast, school: School, enrolment: Enrolment
) -> None:
    other = enrol_in_another(school, cast.employee)
    school.attempt(cast.employee, 1)
    assert claim_and_hand_over(other) == 0
    assert Nudge.objects.get().skip_reason == "practising"


def test_mail_that_has_not_left_when_the_person_begins_does_not_leave(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    assert claim_and_hand_over(enrolment) == 1
    school.attempt(cast.employee)
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert (mail.state, mail.reason) == ("skipped", "practising")
