"""Limits the bytes that a person and an organisation may have, arriving and kept, as sent."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from media.errors import QuotaExceeded
from media.models import Upload, UploadState, Video, VideoState

ORGANISATION_FULL = _("Your organisation has no space left for recordings. Ask your manager.")


def refuse_above(owner: Membership, length: int) -> None:
    """Raise QuotaExceeded when `length` more bytes are too many, in the transaction that adds them.

    Creations of one organisation wait for one another here, so that two can't share the last of a
    quota.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=owner.organisation_id)
    late = Q(state=UploadState.OPEN, expires_at__lte=timezone.now())
    living = Upload.objects.exclude(late).exclude(video__state=VideoState.DELETED)
    own = living.filter(video__owner=owner)
    if _is_above(own, length, settings.UPLOAD_QUOTA_PERSON_BYTES):
        raise _refusal("person", QuotaExceeded.message)
    everyones = living.filter(video__organisation=owner.organisation_id)
    if _is_above(everyones, length, settings.UPLOAD_QUOTA_ORGANISATION_BYTES):
        raise _refusal("organisation", ORGANISATION_FULL)


def count_made(video: Video, length: int, content_type: str) -> None:
    """Count `length` bytes of a clip that came without an upload as if it had been uploaded."""
    now = timezone.now()
    Upload.objects.create(
        video=video,
        length=length,
        received=length,
        content_type=content_type,
        state=UploadState.COMPLETE,
        created_at=now,
        expires_at=now + timedelta(days=1),
        completed_at=now,
    )


def _is_above(uploads: QuerySet[Upload], length: int, quota: int) -> bool:
    """Return whether one more upload would pass the quota, of which 0 is none."""
    if not quota:
        return False
    used = uploads.aggregate(bytes=Sum("length"))["bytes"] or 0
    return used + length > quota


def _refusal(whose: str, message: str | Promise) -> QuotaExceeded:
    fault: dict[str, str | None] = {"code": whose, "detail": str(message), "attr": "length"}
    return QuotaExceeded(message, errors=[fault])
