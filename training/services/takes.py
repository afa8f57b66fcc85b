"""Holds the verbs on takes. A take is its owner's alone until it is part of a submission."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Membership
from core.errors import NotFound
from core.local_time import FIRST_DAY, instant
from core.queries import one_of
from media.models import Purpose, Video
from media.queries import video_of
from media.services import delete_video
from notifications.services import mark_read_about
from scenarios.models import SceneKind
from training.errors import AttemptClosed, IdInUse, UploadInUse, UploadNotATake
from training.models import Attempt, AttemptState, Take
from training.services.locking import lock_attempt
from training.services.paths import count_take, enter

EARLIEST = instant(FIRST_DAY, time(), ZoneInfo("UTC"))
"""A phone whose clock is wrong loses no recording: what it says is brought within these bounds."""


@dataclass(frozen=True)
class NewTake:
    """A new take is what the phone says of a recording. `upload` is also the video's id;
    `duration_ms` is the length that the phone measured."""

    id: UUID
    scene: UUID
    upload: UUID
    recorded_at: datetime
    duration_ms: int


@transaction.atomic
def register_take(*, member: Membership, attempt: UUID, take: NewTake) -> tuple[Take, bool]:
    """Register a recording with an open attempt; its bytes may still be arriving. Repeating changes
    nothing; the second value tells whether it is new.

    The scene is met by it: PathUnknown where the answers given do not lead there, TakesUsedUp once
    as many were made as the author allows.
    """
    row = lock_attempt(member, attempt)
    mark_read_about(reader=member, about=row.step_id)
    found = Take.objects.filter(pk=take.id).select_related("attempt", "video").first()
    if found is not None:
        return _same_again(found, row, member, take), False
    if row.state != AttemptState.OPEN:
        raise AttemptClosed
    scene = one_of(row.scenario_version.scenes.filter(kind=SceneKind.RESPOND), take.scene)
    video = _free_video(member, take.upload)
    enter(row, scene.id)
    count_take(row, scene)
    latest = row.takes.aggregate(latest=Max("number"))["latest"] or 0
    try:
        with transaction.atomic():
            return Take.objects.create(
                id=take.id,
                attempt=row,
                scene=scene,
                video=video,
                number=latest + 1,
                # A phone's clock may be wrong; nothing was recorded after it was told of.
                recorded_at=max(EARLIEST, min(take.recorded_at, timezone.now())),
                duration_ms=take.duration_ms,
            ), True
    except IntegrityError as error:  # the upload was used, or the id taken, this very moment
        taken = Take.objects.filter(pk=take.id).select_related("attempt", "video").first()
        if taken is not None:
            return _same_again(taken, row, member, take), False
        raise UploadInUse from error


def _same_again(found: Take, attempt: Attempt, member: Membership, take: NewTake) -> Take:
    if found.attempt.membership_id != member.id:
        raise NotFound
    same = (found.attempt_id, found.scene_id, found.video_id)
    if same != (attempt.id, take.scene, take.upload):
        raise IdInUse
    return found


def _free_video(member: Membership, upload: UUID) -> Video:
    video = video_of(viewer=member, video_id=upload)
    if video.purpose != Purpose.TAKE:
        raise UploadNotATake
    if Take.objects.filter(video=video).exists():
        raise UploadInUse
    return video


@transaction.atomic
def delete_take(*, member: Membership, attempt: UUID, take: UUID) -> None:
    """Delete an unsubmitted take, and its video with all that was made of it."""
    row = lock_attempt(member, attempt)
    found = one_of(row.takes.select_related("video"), take)
    if row.state in {AttemptState.SUBMITTED, AttemptState.SCORED}:
        raise AttemptClosed
    found.delete()
    delete_video(video=found.video, actor=member)
