"""Deletes a clip that nothing uses."""

from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from core.queries import one_of
from media.models import Purpose, Video, VideoState
from media.services import delete_video
from scenarios.domain.clip_use import is_used_elsewhere
from scenarios.errors import ClipUsed
from scenarios.models import SceneClip

UNDERWAY = (VideoState.RECEIVED, VideoState.PROCESSING)


@transaction.atomic
def delete_clip(*, author: Membership, clip: UUID) -> None:
    """Delete a clip of the organisation, with its files; twice is once. ClipUsed where a version of
    a scenario, draft or published, shows it, where another app keeps it, and while another clip is
    made of it. NotFound."""
    rows = Video.objects.filter(organisation=author.organisation_id, purpose=Purpose.SCENE)
    row = one_of(rows.select_for_update(of=("self",)), clip)
    if row.state == VideoState.DELETED:
        return
    is_used = SceneClip.objects.filter(video=row).exists()
    is_source = row.trims.filter(video__state__in=UNDERWAY).exists()
    if is_used or is_source or is_used_elsewhere(row.pk):
        raise ClipUsed
    delete_video(video=row, actor=author)
