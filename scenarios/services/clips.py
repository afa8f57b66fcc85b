"""Deletes a clip that no scenario uses."""

from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from core.queries import one_of
from media.models import Purpose, Video, VideoState
from media.services import delete_video
from scenarios.errors import ClipUsed
from scenarios.models import SceneClip

UNDERWAY = (VideoState.RECEIVED, VideoState.PROCESSING)


@transaction.atomic
def delete_clip(*, author: Membership, clip: UUID) -> None:
    """Delete a clip of the organisation, with its files; twice is once. ClipUsed where a version of
    a scenario, draft or published, shows it, and while another clip is made of it. NotFound."""
    rows = Video.objects.filter(organisation=author.organisation_id, purpose=Purpose.SCENE)
    row = one_of(rows.select_for_update(of=("self",)), clip)
    if row.state == VideoState.DELETED:
        return
    is_used = SceneClip.objects.filter(video=row).exists()
    if is_used or row.trims.filter(video__state__in=UNDERWAY).exists():
        raise ClipUsed
    delete_video(video=row, actor=author)
