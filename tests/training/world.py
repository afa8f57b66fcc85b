"""Provides what the training tests use: a programme of three exercises, and Emma who is in it."""

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
from scenarios.models import ScenarioVersion, Scene, SceneKind
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
    manager: Membership
    programme: Programme
    steps: list[Step]
    versions: list[ScenarioVersion]

    @property
    def base(self) -> str:
        return f"/api/v1/{self.organisation.slug}"

    def enrol(self, member: Membership) -> Enrolment:
        row, _new = services.enrol(
            actor=self.manager, programme=self.programme.id, membership=member.id
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
    organisation: Organisation, author: Membership, manager: Membership, steps: int = 3
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
    return School(organisation, author, manager, programme, rows, versions)


def conversation(school: School, step: int = 0) -> tuple[Scene, Scene]:
    """Publish a version of the step's exercise with two replies, which authors can't make yet, and
    return its scenes."""
    before = school.versions[step]
    version = ScenarioVersion.objects.create(
        scenario=before.scenario, number=before.number + 1, title=both("Two"), summary=both("Two")
    )
    first, second = (
        Scene.objects.create(
            version=version,
            order=order,
            key=f"s{order}",
            kind=SceneKind.RESPOND,
            prompt=both("Reply"),
            max_take_ms=60_000,
        )
        for order in (1, 2)
    )
    ScenarioVersion.objects.filter(pk=version.pk).update(
        rubric_version=before.rubric_version,
        aggression_type=before.aggression_type,
        published_at=timezone.now(),
    )
    return first, second


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


def fresh(row: Enrolment) -> Enrolment:
    """Return the row as it is in the database now."""
    row.refresh_from_db()
    return row
