"""Provides what the training tests use: a programme of three exercises, and Emma who is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership, Organisation
from core.ids import new_id
from media.models import Purpose, Video, VideoState
from scenarios.models import ClipRole, Option, ScenarioVersion, Scene, SceneClip, SceneKind
from tests.scenarios.content import both, library, stored_scenario
from training import services
from training.models import Attempt, Enrolment, Programme, Step

CODES = ("barrier", "counter", "housing")
Json = dict[str, Any]


@dataclass
class School:
    """An organisation's programme: every 3 days at 09:30 on workdays, an exercise per step."""

    organisation: Organisation
    author: Membership
    admin: Membership
    programme: Programme
    steps: list[Step]
    versions: list[ScenarioVersion]

    @property
    def base(self) -> str:
        return f"/api/v1/{self.organisation.slug}"

    def enrol(self, member: Membership) -> Enrolment:
        row, _new = services.enrol(
            actor=self.admin, programme=self.programme.id, membership=member.id
        )
        return row

    def scene(self, kind: str, step: int = 0) -> Scene:
        return self.versions[step].scenes.get(kind=kind)

    def attempt(self, member: Membership, step: int = 0, follows: UUID | None = None) -> Attempt:
        """Start a new open attempt."""
        row, _new = services.start(
            member=member, attempt=new_id(), step=self.steps[step].id, follows=follows
        )
        return row

    def take(
        self, attempt: Attempt, state: str = VideoState.READY, scene: Scene | None = None
    ) -> UUID:
        """Store a take in an open attempt, its video in `state`; of its one reply unless one is
        named."""
        member = attempt.membership
        video = recording(member, state)
        scene = scene or attempt.scenario_version.scenes.get(kind=SceneKind.RESPOND)
        new = services.NewTake(
            id=new_id(), scene=scene.id, upload=video.id, recorded_at=timezone.now(), duration_ms=9
        )
        row, _new = services.register_take(member=member, attempt=attempt.id, take=new)
        return row.id

    def submitted(self, member: Membership, step: int = 0) -> Attempt:
        attempt = self.attempt(member, step)
        take = self.take(attempt)
        services.submit(member=member, attempt=attempt.id, takes=[take])
        # What a worker does once the submission is committed.
        services.plan_waiting(enrolments=[attempt.enrolment_id])
        attempt.refresh_from_db()
        return attempt

    def scored(self, member: Membership, step: int = 0) -> Attempt:
        attempt = self.submitted(member, step)
        services.mark_scored(submission=attempt.submission.id, results=[])
        attempt.refresh_from_db()
        return attempt


def make_school(
    organisation: Organisation, author: Membership, admin: Membership, steps: int = 3
) -> School:
    library(organisation)
    versions = [stored_scenario(author, code) for code in CODES[:steps]]
    programme = Programme.objects.create(
        organisation=organisation, code="calm", name=both("Calm"), description=both("Three steps")
    )
    rows = [
        Step.objects.create(programme=programme, order=order, scenario=version.scenario)
        for order, version in enumerate(versions, start=1)
    ]
    return School(organisation, author, admin, programme, rows, versions)


def published(
    school: School, *scenes: Json, step: int = 0, example: Video | None = None
) -> list[Scene]:
    """Publish a version of the step's exercise with these scenes, and return them in order.

    Each has a kind; what it leaves out is as authors' documents have it. `options` are the keys
    that each option leads to, of which the first is right. `example` is a clip for the first scene.
    """
    before = school.versions[step]
    version = ScenarioVersion.objects.create(
        scenario=before.scenario,
        number=before.scenario.versions.count() + 1,
        title=both("Two"),
        summary=both("Two"),
    )
    made = [_scene(version, order, **scene) for order, scene in enumerate(scenes, start=1)]
    if example is not None:
        SceneClip.objects.create(scene=made[0], role=ClipRole.EXAMPLE, language="nl", video=example)
    ScenarioVersion.objects.filter(pk=version.pk).update(
        rubric_version=before.rubric_version,
        aggression_type=before.aggression_type,
        published_at=timezone.now(),
    )
    return made


def _scene(
    version: ScenarioVersion, order: int, kind: str, options: Sequence[str | None] = (), **more: Any
) -> Scene:
    if kind == SceneKind.RESPOND:
        more = {"max_take_ms": 60_000, **more}
    scene = Scene.objects.create(
        version=version, order=order, key=f"s{order}", kind=kind, prompt=both(kind), **more
    )
    Option.objects.bulk_create(
        Option(
            scene=scene,
            order=at,
            text=both(f"Option {at}"),
            explanation=both(f"Because {at}"),
            is_right=at == 1,
            next_key=leads,
        )
        for at, leads in enumerate(options, start=1)
    )
    return scene


def conversation(school: School, step: int = 0) -> tuple[Scene, Scene]:
    """Publish a version of the step's exercise with two replies, and return its scenes."""
    first, second = published(school, {"kind": "respond"}, {"kind": "respond"}, step=step)
    return first, second


def branching(school: School, step: int = 0) -> list[Scene]:
    """Publish a conversation whose question leads to one closing reply or to another: watch, reply,
    choose, closing reply, other closing reply."""
    return published(
        school,
        {"kind": "watch"},
        {"kind": "respond"},
        {"kind": "choose", "options": [None, "s5"]},
        {"kind": "respond", "next_key": "end"},
        {"kind": "respond"},
        step=step,
    )


def recording(
    owner: Membership, state: str = VideoState.RECEIVED, purpose: str = Purpose.TAKE
) -> Video:
    """Store a video of the owner's, as an upload would have made it."""
    return Video.objects.create(
        organisation=owner.organisation,
        owner=owner,
        purpose=purpose,
        state=state,
        reason="damaged" if state == VideoState.FAILED else "",
    )


def take_body(scene: object, upload: object, duration_ms: int = 8000) -> Json:
    """Return what a phone says of a take."""
    return {
        "scene": str(scene),
        "upload": str(upload),
        "recorded_at": "2026-11-20T10:00:00Z",
        "duration_ms": duration_ms,
    }


def begin(client: APIClient, school: School, step: int = 0, **body: object) -> Any:
    """PUT a new attempt at a step."""
    url = f"{school.base}/attempts/{new_id()}"
    return client.put(url, {"step": str(school.steps[step].id), **body})


def let_due(*enrolments: Enrolment, ago: timedelta = timedelta(seconds=1)) -> None:
    """Move planned nudges into the past, as time would."""
    for row in enrolments:
        moved = Enrolment.objects.filter(pk=row.pk, next_nudge_at__isnull=False)
        assert moved.update(next_nudge_at=Now() - ago)


def let_days_pass(enrolment: Enrolment, days: int = 10) -> None:
    """Move what happened into the past, so that the rhythm no longer delays a nudge."""
    back = timedelta(days=days)
    enrolment.nudges.update(created_at=F("created_at") - back, due_at=F("due_at") - back)


def let_retry() -> None:
    """Let the time pass after which the sweep tries again what is set aside."""
    Enrolment.objects.filter(retry_at__isnull=False).update(retry_at=Now())


def fresh(row: Enrolment) -> Enrolment:
    """Return the row as it is in the database now."""
    row.refresh_from_db()
    return row
