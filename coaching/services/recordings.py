"""Lets a comment be spoken, and removes the recordings that no comment needs.

A coach's recording is a video with the purpose `comment`, under an id that the client made. A
comment names it as soon as its upload was announced, so that the two find each other whatever
happens to the page; it is released once the recording can be played.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import Membership
from coaching.domain.marks import CommentMark
from coaching.errors import Invalid
from coaching.models import Comment
from core.batches import each
from media import storage
from media.models import Video, VideoState
from media.queries import comments_of, every_comment
from media.services import DeletionReason, delete_video

UNUSED_AFTER = timedelta(days=1)
"""A comment that was removed is put back within a page's life; a later one is recorded anew."""


def check_recording(*, coach: Membership, kept: Comment | None, wanted: CommentMark) -> None:
    """Refuse a comment without text or recording (Invalid blank), and a recording that
    another comment has, that another coach made, or that is deleted (unknown_recording). Who goes
    on with a colleague's review may keep the recording that is there.

    Locks the recording, so that of two comments at once only one gets it.
    """
    if wanted.recording is None:
        if not wanted.text:
            raise _invalid("blank", _("Type or record what you want to say."), "text")
        return
    if kept and kept.recording_id == wanted.recording:
        return
    own = comments_of(coach.organisation_id).filter(owner=coach, pk=wanted.recording)
    is_there = own.select_for_update(of=("self",)).exists()
    if not is_there or Comment.objects.filter(recording=wanted.recording).exists():
        detail = _("This recording can't be used here.")
        raise _invalid("unknown_recording", detail, "recording")


def sweep_recordings() -> int:
    """Delete the recordings that no comment has a day after they were made, and those of comments
    on a take that is deleted, since they speak of it; return how many. One that can't be deleted is
    logged as `comment_recording_not_deleted` and left to the next run."""
    swept = each(
        list(_unused().union(_outlived(), all=True).values_list("pk", flat=True)),
        _delete,
        event="comment_recording_not_deleted",
        is_outage=storage.is_outage,
    )
    return sum(swept)


def _unused() -> QuerySet[Video]:
    named = Comment.objects.filter(recording=OuterRef("pk"))
    return every_comment().filter(~Exists(named), created_at__lt=Now() - UNUSED_AFTER)


def _outlived() -> QuerySet[Video]:
    return every_comment().filter(comment__take__video__state=VideoState.DELETED)


def _delete(video: UUID) -> bool:
    """Delete one that is still to go once nobody else can name it any more."""
    with transaction.atomic():
        row = Video.objects.select_for_update().get(pk=video)
        comment = Comment.objects.filter(recording=row).select_related("take__video").first()
        if comment is not None and comment.take.video.state != VideoState.DELETED:
            return False
        reason = DeletionReason.RETENTION if comment else DeletionReason.UNUSED
        delete_video(video=row, reason=reason)
    return True


def _invalid(code: str, detail: str, attr: str) -> Invalid:
    return Invalid(detail, errors=[{"code": code, "detail": detail, "attr": attr}])
