"""Makes an exercise with a rubric, and takes submitted under it, for the tests of coaching."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership, Organisation
from coaching.models import Lease, Review
from coaching.queries.reviews import version_of_review
from coaching.services import release as services
from coaching.services.marks import Remark, save_comment, save_score
from core.etags import Precondition
from core.ids import new_id
from media.models import Purpose, Video, VideoState
from scenarios.models import (
    Criterion,
    Option,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Scene,
    SceneClip,
    SceneKind,
)
from tests.coaching.content import aggression_type, both, clip, make_criterion
from training.models import (
    Answer,
    AnswerOption,
    Attempt,
    AttemptState,
    Enrolment,
    PathScene,
    Programme,
    Step,
    Submission,
    SubmissionTake,
    Take,
)

TAKE_MS = 30_000


@dataclass
class World:
    """Keeps one organisation's exercise and the step that offers it; `promise_hours` is 48."""

    organisation: Organisation
    programme: Programme
    step: Step
    version: ScenarioVersion
    criteria: list[Criterion]
    watch: Scene
    respond: Scene
    option: Option
    people: dict[UUID, Enrolment] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"/api/v1/{self.organisation.slug}"

    @transaction.atomic
    def submitted(
        self, member: Membership, *, ago: timedelta = timedelta(hours=1), takes: int = 1
    ) -> Attempt:
        """An attempt whose last take was submitted `ago`."""
        attempt = self.practising(member, takes=takes)
        send_in(attempt, attempt.takes.order_by("-number")[0], ago=ago)
        return attempt

    def practising(self, member: Membership, *, takes: int = 1) -> Attempt:
        """An open attempt with as many takes, each with a ready video."""
        enrolment, _ = Enrolment.objects.get_or_create(programme=self.programme, membership=member)
        number = enrolment.attempts.filter(step=self.step).count() + 1
        attempt = Attempt.objects.create(
            membership=member,
            enrolment=enrolment,
            step=self.step,
            scenario_version=self.version,
            number=number,
        )
        for order, scene in enumerate((self.watch, self.option.scene, self.respond), start=1):
            PathScene.objects.create(attempt=attempt, scene=scene, order=order)
        answer = Answer.objects.create(attempt=attempt, scene=self.option.scene)
        AnswerOption.objects.create(answer=answer, option=self.option)
        for number in range(1, takes + 1):
            self.record(attempt, member, number)
        return attempt

    def record(
        self, attempt: Attempt, member: Membership, number: int, scene: Scene | None = None
    ) -> Take:
        """A take with a ready video; of the one reply unless a scene is named."""
        now: datetime = timezone.now()
        video = Video.objects.create(
            organisation=self.organisation,
            owner=member,
            purpose=Purpose.TAKE,
            state=VideoState.READY,
            duration_ms=TAKE_MS,
            ready_at=now,
        )
        return Take.objects.create(
            attempt=attempt,
            scene=scene or self.respond,
            video=video,
            number=number,
            recorded_at=now,
            duration_ms=TAKE_MS,
        )


@transaction.atomic
def send_in(attempt: Attempt, *takes: Take, ago: timedelta = timedelta(hours=1)) -> None:
    """Submits these takes of an open attempt, `ago`."""
    submission = Submission.objects.create(attempt=attempt, submitted_at=timezone.now() - ago)
    for take in takes:
        SubmissionTake.objects.create(submission=submission, scene=take.scene, take=take)
    attempt.state = AttemptState.SUBMITTED
    attempt.save()


def make_world(
    organisation: Organisation, *, criteria: int = 2, second: dict[str, Any] | None = None
) -> World:
    """A published exercise (watch, choose, respond) with a rubric of so many criteria, in use. With
    a `second` option its question asks for the kind of aggression."""
    rubric = Rubric.objects.create(organisation=organisation, code="calm", name=both("K", "C"))
    rubric_version = RubricVersion.objects.create(rubric=rubric, number=1)
    made = [make_criterion(rubric_version, order) for order in range(1, criteria + 1)]
    RubricVersion.objects.filter(pk=rubric_version.pk).update(published_at=timezone.now())
    scenario = Scenario.objects.create(organisation=organisation, code="barrier")
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=1,
        rubric_version=rubric_version,
        aggression_type=aggression_type(organisation),
        title=both("Bij het poortje", "At the barrier"),
        summary=both("Een boze man", "An angry man"),
    )
    watch = Scene.objects.create(
        version=version, order=1, key="s1", kind=SceneKind.WATCH, prompt=both("Kijk", "Watch")
    )
    SceneClip.objects.create(scene=watch, language="nl", video=clip(organisation))
    choose = Scene.objects.create(
        version=version, order=2, key="s2", kind=SceneKind.CHOOSE, prompt=both("Wat?", "What?")
    )
    if second:
        Scene.objects.filter(pk=choose.pk).update(purpose="aggression_type")
        Option.objects.create(scene=choose, order=2, **second)
    option = Option.objects.create(
        scene=choose,
        order=1,
        text=both("Frustratie", "Frustration"),
        is_right=True,
        explanation=both("Hij wacht al lang.", "He has waited long."),
    )
    respond = Scene.objects.create(
        version=version,
        order=3,
        key="s3",
        kind=SceneKind.RESPOND,
        prompt=both("Zeg iets", "Say something"),
        max_take_ms=60_000,
        example_answer=both("Dank je", "Thank you"),
        example_shown="before",
        self_check=True,
    )
    SceneClip.objects.create(scene=respond, role="example", language="nl", video=clip(organisation))
    ScenarioVersion.objects.filter(pk=version.pk).update(published_at=timezone.now())
    programme = Programme.objects.create(
        organisation=organisation, code="year", name=both("Jaar", "Year")
    )
    step = Step.objects.create(programme=programme, order=1, scenario=scenario)
    return World(organisation, programme, step, version, made, watch, respond, option)


# --- The coach at work, over HTTP ---------------------------------------------------------


def take(client: APIClient, world: World, attempt: Attempt | None = None) -> dict[str, Any]:
    """The lease that the coach gets; fails when there is none."""
    body = {} if attempt is None else {"submission": str(attempt.submission.id)}
    answer = client.post(f"{world.base}/leases", body)
    assert answer.status_code in (200, 201), answer.content
    lease: dict[str, Any] = answer.json()
    return lease


def saw(version: str | None) -> dict[str, str]:
    """The header of who saw this version, or None yet."""
    return {"If-Match": f'"{version}"'} if version else {"If-None-Match": "*"}


def score(
    client: APIClient,
    world: World,
    lease: dict[str, Any],
    criterion: Criterion,
    *,
    value: int = 2,
    seen: str | None = None,
) -> Any:
    """Gives a level, the middle one unless told, in place of what was seen."""
    level = criterion.levels.get(value=value)
    url = f"{world.base}/reviews/{lease['review']}/scores/{criterion.id}"
    body = {"lease": lease["id"], "level": str(level.id), "note": "Rustig."}
    return client.put(url, body, headers=saw(seen))


def comment(
    client: APIClient,
    world: World,
    lease: dict[str, Any],
    *,
    kind: str = "strength",
    at_ms: int = 1200,
    text: str = "You named it.",
    id: UUID | None = None,
    seen: str | None = None,
    **more: object,
) -> Any:
    """On the first of the submission's takes, in place of what was seen; with the members that a
    comment may lack."""
    url = f"{world.base}/reviews/{lease['review']}/comments/{id or new_id()}"
    body = {"lease": lease["id"], "take": str(take_in(lease)), "kind": kind}
    return client.put(url, {**body, "at_ms": at_ms, "text": text, **more}, headers=saw(seen))


def take_in(lease: dict[str, Any]) -> UUID:
    """The id of the first take in the submission that the lease is on."""
    takes = Take.objects.filter(submitted__submission=lease["submission"])
    return takes.order_by("scene__order").values_list("id", flat=True)[0]


def mark_whole(world: World, lease: dict[str, Any]) -> None:
    """Keep everything that a release needs, as the coach who has the lease.

    By the services that the routes of marks call: their requests are the tests of these alone.
    """
    mark_all(lease, world.criteria, value=2)
    mine = _mine(lease)
    for kind in ("strength", "say_instead"):
        remark = Remark(take_in(lease), 1200, kind, "You named it.")
        save_comment(**mine, comment=new_id(), remark=remark)


def mark_all(lease: dict[str, Any], criteria: Iterable[Criterion], *, value: int) -> None:
    """Give this level on each criterion, as the coach who has the lease; by the service, as in
    mark_whole."""
    mine = _mine(lease)
    for one in criteria:
        level = one.levels.get(value=value).id
        save_score(**mine, criterion=one.id, level=level, note="Rustig.")


def fix(lease: dict[str, Any]) -> None:
    """Release the review as it is, as the coach who has the lease; by the service, as in
    mark_whole."""
    version = version_of_review(Review.objects.get(pk=lease["review"]))
    services.release(**_mine(lease), seen=Precondition(if_match=f'"{version}"'))


def _mine(lease: dict[str, Any]) -> dict[str, Any]:
    coach = Lease.objects.select_related("coach__organisation").get(pk=lease["id"]).coach
    return {"coach": coach, "review": UUID(lease["review"]), "lease": UUID(lease["id"])}


def version_of(client: APIClient, world: World, lease: dict[str, Any]) -> str:
    """Return the version of the review that the coach sees."""
    return str(client.get(f"{world.base}/reviews/{lease['review']}").json()["version"])


def release(client: APIClient, world: World, lease: dict[str, Any], seen: str | None = None) -> Any:
    """Release the review in the version that was seen; by default, the present one."""
    version = seen or version_of_review(Review.objects.get(pk=lease["review"]))
    url = f"{world.base}/reviews/{lease['review']}/release"
    return client.post(url, {"lease": lease["id"]}, headers=saw(version))


def run_out(lease: dict[str, Any]) -> None:
    """Moves a lease into the past, as if its twenty minutes were over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE coaching_lease SET opened_at = opened_at - interval '1 day',"
            " expires_at = now() - interval '1 second' WHERE id = %s",
            [lease["id"]],
        )
