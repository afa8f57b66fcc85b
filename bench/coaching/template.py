"""Makes an exercise, coaches, and one submission with an unreleased review, as the rows that the
measurement copies."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.ids import new_id

CRITERIA, LEVELS = 2, 3
TAKE_MS = 60_000


@dataclass(frozen=True)
class Template:
    """Names the rows that copies are made of; `coach` is who released what has feedback."""

    person: UUID
    membership: UUID
    enrolment: UUID
    attempt: UUID
    video: UUID
    take: UUID
    submission: UUID
    review: UUID
    coach: UUID


@transaction.atomic
def make_template(slug: str, *, coaches: int) -> Template:
    """Make an organisation with so many coaches, and one submission that a coach has marked."""
    from accounts.models import Membership, Organisation, Person, Role

    organisation = Organisation.objects.create(slug=slug, name=slug)

    def member(name: str, role: Role) -> Membership:
        person = Person.objects.create(email=f"{name}-{slug}@bench.example", name=name)
        return Membership.objects.create(person=person, organisation=organisation, roles=[role])

    employee = member("employee", Role.EMPLOYEE)
    all_coaches = [member(f"coach-{at}", Role.COACH) for at in range(coaches)]
    attempt, scene = _attempt(organisation, employee)
    take = _take(attempt, scene)
    submission = _send_in(attempt, take)
    review = _mark(submission, all_coaches[0], take)
    return Template(
        person=employee.person_id,
        membership=employee.id,
        enrolment=attempt.enrolment_id,
        attempt=attempt.id,
        video=take.video_id,
        take=take.id,
        submission=submission.id,
        review=review,
        coach=all_coaches[0].id,
    )


def _exercise(organisation: Any) -> Any:
    """Return a published version with one scene to reply to, and a rubric of two criteria."""
    from scenarios import models

    kind = models.AggressionType.objects.create(
        organisation=organisation, code="a", name={"nl": "A"}, description={}, style="supportive"
    )
    rubric = models.Rubric.objects.create(organisation=organisation, code="r", name={"nl": "R"})
    rubric_version = models.RubricVersion.objects.create(rubric=rubric, number=1)
    for order in range(1, CRITERIA + 1):
        technique = models.Technique.objects.create(
            organisation=organisation, code=f"t{order}", name={"nl": "T"}, description={}
        )
        criterion = models.Criterion.objects.create(
            version=rubric_version,
            technique=technique,
            order=order,
            name={"nl": f"Criterium {order}"},
            description={},
        )
        for value in range(1, LEVELS + 1):
            models.Level.objects.create(
                criterion=criterion, value=value, name={"nl": f"{value}"}, description={}
            )
    now = timezone.now()
    models.RubricVersion.objects.filter(pk=rubric_version.pk).update(published_at=now)
    version = models.ScenarioVersion.objects.create(
        scenario=models.Scenario.objects.create(organisation=organisation, code="s"),
        number=1,
        title={"nl": "Oefening", "en": "Exercise"},
        summary={"nl": "Kort"},
        aggression_type=kind,
        rubric_version=rubric_version,
    )
    scene = models.Scene.objects.create(
        version=version,
        order=1,
        key="s1",
        kind=models.SceneKind.RESPOND,
        prompt={"nl": "Zeg iets"},
        max_take_ms=TAKE_MS,
    )
    models.ScenarioVersion.objects.filter(pk=version.pk).update(published_at=now)
    return version, scene


def _attempt(organisation: Any, employee: Any) -> Any:
    from training.models import Attempt, Enrolment, PathScene, Programme, Step

    version, scene = _exercise(organisation)
    programme = Programme.objects.create(organisation=organisation, code="p", name={"nl": "Rustig"})
    step = Step.objects.create(programme=programme, order=1, scenario=version.scenario)
    attempt = Attempt.objects.create(
        membership=employee,
        enrolment=Enrolment.objects.create(programme=programme, membership=employee),
        step=step,
        scenario_version=version,
        number=1,
    )
    PathScene.objects.create(attempt=attempt, scene=scene, order=1)
    return attempt, scene


def _take(attempt: Any, scene: Any) -> Any:
    from media.models import Purpose, Video, VideoState
    from training.models import Take

    video = Video.objects.create(
        organisation_id=attempt.membership.organisation_id,
        owner=attempt.membership,
        purpose=Purpose.TAKE,
        state=VideoState.READY,
        duration_ms=TAKE_MS,
        ready_at=timezone.now(),
    )
    return Take.objects.create(
        attempt=attempt,
        scene=scene,
        video=video,
        number=1,
        recorded_at=timezone.now(),
        duration_ms=TAKE_MS,
    )


def _send_in(attempt: Any, take: Any) -> Any:
    from training.models import AttemptState, Submission, SubmissionTake

    submission = Submission.objects.create(attempt=attempt)
    SubmissionTake.objects.create(submission=submission, scene=take.scene, take=take)
    attempt.state = AttemptState.SUBMITTED
    attempt.save()
    return submission


def _mark(submission: Any, coach: Any, take: Any) -> UUID:
    """Mark the submission whole as this coach, give it back, and return its review."""
    from coaching.services import leases, taking
    from coaching.services.marks import Remark, save_comment, save_score

    lease, _new = taking.take(submission=submission.id, coach=coach)
    mine: dict[str, Any] = {"coach": coach, "review": lease.review_id, "lease": lease.id}
    for criterion in lease.review.rubric_version.criteria.all():
        level = criterion.levels.get(value=2).id
        save_score(**mine, criterion=criterion.id, level=level, note="Rustig.")
    for kind in ("strength", "say_instead"):
        remark = Remark(take.id, 1200, kind, "Je noemde het.")
        save_comment(**mine, comment=new_id(), remark=remark)
    leases.give_back(lease=lease.id, coach=coach)
    return lease.review_id
