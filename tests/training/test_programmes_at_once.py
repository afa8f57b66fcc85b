"""Several people change a programme, and who is in it, at the same instant."""

from collections.abc import Callable
from uuid import UUID

import pytest

from accounts import services as people
from accounts.models import Membership, Role, Team
from core.errors import NotFound, Refusal
from core.etags import ANY, Precondition
from core.ids import new_id
from tests.at_once import at_once
from tests.cast import Cast, person_in
from tests.meanwhile import elsewhere, just_before
from tests.training.world import School
from training import services
from training.domain.programme_drafts import StepDraft, etag_of
from training.models import Certificate, Enrolment, Programme, ProgrammeVersion, Step
from training.queries.versions import published_steps, steps_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SEEN = Precondition(if_match=ANY)


def told(verb: Callable[[], object]) -> str:
    try:
        verb()
    except Refusal as refusal:
        return refusal.code
    return "done"


def reversed_draft(cast: Cast, school: School) -> None:
    steps = published_steps(school.programme)
    services.save_steps(
        actor=cast.admin, programme=school.programme.id, steps=steps[::-1], seen=SEEN
    )


def test_of_two_saves_over_one_state_one_is_told(cast: Cast, school: School) -> None:
    first, second, third = published_steps(school.programme)
    seen = Precondition(if_match=etag_of([first, second, third]))

    def save(*steps: StepDraft) -> str:
        return told(
            lambda: services.save_steps(
                actor=cast.admin, programme=school.programme.id, steps=steps, seen=seen
            )
        )

    outcome = at_once(lambda: save(second, first, third), lambda: save(third, second, first))
    assert sorted(outcome) == ["done", "steps_changed"]
    won = steps_of(school.programme).steps
    assert won[0] == (second if outcome[0] == "done" else third)


def test_publishing_twice_at_once_makes_one_version(cast: Cast, school: School) -> None:
    reversed_draft(cast, school)
    seen = Precondition(if_match=etag_of(steps_of(school.programme).steps))

    def publish() -> UUID:
        return services.publish_steps(actor=cast.admin, programme=school.programme.id, seen=seen).id

    assert len(set(at_once(publish, publish, publish))) == 1
    assert ProgrammeVersion.objects.filter(published_at=None).count() == 0


def test_who_is_enrolled_while_it_is_published_begins_with_the_new_first_step(
    cast: Cast, school: School
) -> None:
    """Whichever comes first: the later one plans by what the other left."""
    team = Team.objects.create(organisation=cast.haven, name="Night")
    services.add_rule(actor=cast.admin, programme=school.programme.id, team=team.id)
    new = [person_in(cast.haven, f"New {n}", Role.EMPLOYEE) for n in range(4)]
    reversed_draft(cast, school)

    def join(member: Membership) -> None:
        people.set_teams(actor=None, membership=member, teams=[team.id])

    at_once(
        lambda: services.publish_steps(actor=cast.admin, programme=school.programme.id, seen=SEEN),
        lambda: school.enrol(new[0]),
        lambda: services.enrol_many(
            actor=cast.admin,
            programme=school.programme.id,
            wanted=services.Wanted(members=frozenset({new[1].id, new[2].id})),
        ),
        lambda: join(new[3]),
    )
    services.plan_waiting()  # what a worker does once it is committed
    rows = Enrolment.objects.filter(programme=school.programme)
    assert rows.count() == 4
    assert {row.next_step_id for row in rows} == {school.steps[-1].id}
    assert all(row.next_nudge_at for row in rows)


def test_whoever_starts_while_their_step_is_removed_either_practises_or_is_told(
    cast: Cast, school: School
) -> None:
    school.enrol(cast.employee)
    services.save_steps(
        actor=cast.admin,
        programme=school.programme.id,
        steps=published_steps(school.programme)[1:],
        seen=SEEN,
    )
    outcome = at_once(
        lambda: told(
            lambda: services.publish_steps(
                actor=cast.admin, programme=school.programme.id, seen=SEEN
            )
        ),
        lambda: told(
            lambda: services.start(member=cast.employee, attempt=new_id(), step=school.steps[0].id)
        ),
    )
    assert outcome[0] == "done"
    assert outcome[1] in {"done", "step_removed"}
    services.plan_waiting()  # what a worker does once it is committed
    assert Enrolment.objects.get().next_step_id == school.steps[1].id


def test_a_certificate_asked_for_twice_at_once_is_one(cast: Cast, school: School) -> None:
    enrolment = school.enrol(cast.employee)
    for step in range(3):
        school.submitted(cast.employee, step)

    def issue() -> str:
        return services.issue_certificate(member=cast.employee, enrolment=enrolment.id)[0].code

    assert len(set(at_once(issue, issue, issue))) == 1
    assert Certificate.objects.count() == 1


def test_a_programme_that_is_made_twice_at_once_is_one(cast: Cast) -> None:
    id = new_id()
    settings = services.ProgrammeSettings(name={"nl": "X"}, description={})

    def make(actor: Membership) -> bool:
        row, is_new = services.save_programme(
            actor=actor, programme=id, settings=settings, seen=Precondition(if_none_match=ANY)
        )
        assert row.organisation_id == actor.organisation_id
        return is_new

    first = elsewhere(lambda: make(cast.manager))
    with just_before('INSERT INTO "training_programme"', first):
        assert make(cast.admin) is False
    with pytest.raises(NotFound):
        make(cast.stranger)


def test_of_two_programmes_that_publish_one_id_at_once_one_has_it(
    cast: Cast, school: School
) -> None:
    other = Programme.objects.create(organisation=cast.haven, code="x", name={"nl": "X"})
    draft = StepDraft(new_id(), kind="workshop")
    programmes = (school.programme, other)
    for one in programmes:
        services.save_steps(actor=cast.admin, programme=one.id, steps=[draft], seen=SEEN)

    def publish(programme: UUID) -> str:
        return told(
            lambda: services.publish_steps(actor=cast.admin, programme=programme, seen=SEEN)
        )

    outcome = at_once(*[lambda one=one: publish(one.id) for one in programmes])
    assert sorted(outcome) == ["done", "id_in_use"]
    assert Step.objects.get(pk=draft.id).programme == programmes[outcome.index("done")]
