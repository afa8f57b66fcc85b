"""Creates, completes, heals, terminates and expires uploads.

Every move is a conditional UPDATE from `open`; whoever moves no row has lost and changes nothing.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.errors import RoleRequired
from accounts.models import Membership
from core.batches import each
from core.dispatch import dispatch_each
from core.errors import NotFound
from media import queries, storage, tokens
from media.domain.content_types import ACCEPTED, bare
from media.errors import (
    ContentTypeUnsupported,
    LengthInvalid,
    UploadComplete,
    UploadDiffers,
    UploadEmpty,
    UploadExpired,
    UploadGone,
    UploadTooLarge,
)
from media.models import Purpose, Upload, UploadState, Video, VideoState
from media.services import quotas, retention
from media.store import get_store


def create_upload(
    *,
    owner: Membership,
    id: UUID,
    length: int,
    content_type: str,
    purpose: str = Purpose.TAKE,
    metadata: str = "",
) -> tuple[Upload, bool]:
    """Create an upload of `length` bytes; return it and whether it is new. Repeating is safe.

    `metadata` is told again to a tus client that asks. NotFound when someone else has the id, so
    that ids tell nothing about other people.
    """
    kind = _checked(length, content_type)
    values = {"length": length, "content_type": kind, "metadata": metadata}
    upload, is_new = _get_or_make(owner, id, purpose, values)
    if upload.video.owner_id != owner.pk:
        raise NotFound
    if (upload.length, upload.content_type, upload.video.purpose) != (length, kind, purpose):
        raise UploadDiffers
    refuse_ended(upload.state)
    return upload, is_new


def refuse_ended(state: str) -> None:
    """Raise UploadExpired or UploadGone for an upload that takes no more bytes."""
    if state == UploadState.EXPIRED:
        raise UploadExpired
    if state == UploadState.TERMINATED:
        raise UploadGone


def make_location(upload: Upload) -> str:
    """Return the path to send bytes to: a capability for this upload alone, until it expires."""
    return f"/uploads/{tokens.upload_token(upload.pk, upload.expires_at)}"


def complete_upload(*, upload_id: UUID) -> bool:
    """Hand a recording whose bytes are all here and durable over to processing, once.

    Return whether the upload is complete now, by this call or an earlier one.
    """
    return upload_id in _complete([upload_id], skip_locked=False)


def complete_uploads(*, upload_ids: Collection[UUID]) -> set[UUID]:
    """Complete many at once; return those that are complete now, by this call or earlier ones.

    An upload that somebody else is at just now is left out, so that nobody waits for it but who
    asks for it alone.
    """
    return _complete(upload_ids, skip_locked=True)


def _complete(upload_ids: Collection[UUID], *, skip_locked: bool) -> set[UUID]:
    uploads = Upload.objects.filter(pk__in=upload_ids)
    with transaction.atomic():
        locked = uploads.select_for_update(no_key=True, skip_locked=skip_locked)
        states = dict(locked.values_list("pk", "state"))
        whole = [pk for pk, state in states.items() if state == UploadState.OPEN]
        uploads.filter(pk__in=whole).update(state=UploadState.COMPLETE, completed_at=timezone.now())
        videos = Video.objects.filter(pk__in=whole, state=VideoState.RECEIVING)
        videos.update(state=VideoState.RECEIVED)
        dispatch_each("media.process", [str(pk) for pk in whole])
    return {*whole, *(pk for pk, state in states.items() if state == UploadState.COMPLETE)}


def heal_upload(*, upload_id: UUID) -> bool:
    """Complete an upload whose last byte arrived but whose server died before it said so."""
    upload = Upload.objects.filter(pk=upload_id, state=UploadState.OPEN).first()
    store = get_store()
    if upload is None or store.offset(upload_id) != upload.length:
        return False
    store.make_durable(upload_id)
    return complete_upload(upload_id=upload_id)


def terminate_upload(*, upload_id: UUID) -> None:
    """Stop an upload for its owner: its bytes go. Twice is once; UploadComplete when too late."""
    if _end(upload_id, UploadState.TERMINATED):
        return
    state = Upload.objects.values_list("state", flat=True).get(pk=upload_id)
    if state == UploadState.COMPLETE:
        raise UploadComplete


def expire_uploads(*, now: datetime) -> int:
    """End the uploads that nobody finished in time; how many. A whole file is healed instead."""
    late = Upload.objects.filter(state=UploadState.OPEN, expires_at__lte=now)
    ended = each(
        late.values_list("pk", flat=True).iterator(),
        lambda upload_id: (
            not heal_upload(upload_id=upload_id) and _end(upload_id, UploadState.EXPIRED)
        ),
        event="upload_not_expired",
        is_outage=storage.is_outage,
    )
    return sum(ended)


def _end(upload_id: UUID, state: UploadState) -> bool:
    with transaction.atomic():
        moved = Upload.objects.filter(pk=upload_id, state=UploadState.OPEN).update(state=state)
        if moved:
            Video.objects.filter(pk=upload_id, state=VideoState.RECEIVING).update(
                state=VideoState.DELETED
            )
            # Storage that is away must not fail what is done: tidying removes the bytes.
            transaction.on_commit(lambda: get_store().delete(upload_id), robust=True)
    return bool(moved)


def _checked(length: int, content_type: str) -> str:
    if length == 0:
        raise UploadEmpty
    if length < 0:
        raise LengthInvalid
    if length > settings.UPLOAD_MAX_BYTES:
        raise UploadTooLarge
    kind = bare(content_type)
    if kind not in ACCEPTED:
        raise ContentTypeUnsupported
    return kind


@transaction.atomic
def _get_or_make(
    owner: Membership, id: UUID, purpose: str, values: Mapping[str, Any]
) -> tuple[Upload, bool]:
    now = timezone.now()
    organisation = owner.organisation
    video, is_new = Video.objects.get_or_create(
        pk=id,
        defaults={
            "organisation": organisation,
            "owner": owner,
            "purpose": purpose,
            **retention.compute_term(purpose, organisation, now),
        },
    )
    if not is_new:
        found = Upload.objects.select_related("video").filter(pk=id).first()
        if found is None:  # a video that was never uploaded, such as an imported clip
            raise NotFound
        return found, False
    if not queries.may_send(owner, purpose):
        raise RoleRequired
    quotas.refuse_above(owner, values["length"])
    until = now + timedelta(hours=settings.UPLOAD_LIFETIME_HOURS)
    return Upload.objects.create(video=video, created_at=now, expires_at=until, **values), True
