"""Defines the Celery tasks of media, which load by id and call a verb."""

from uuid import UUID

from celery import Task, shared_task
from django.utils import timezone

from media import services

SLOT_AGAIN = 10  # seconds


@shared_task(name="media.process")
def process(video_id: str) -> None:
    """Make one recording playable."""
    services.process(video_id=UUID(video_id))


@shared_task(name="media.add_extras")
def add_extras(video_id: str) -> None:
    """Complete one ready recording: other sizes, loudness, peaks."""
    services.add_extras(video_id=UUID(video_id))


@shared_task(name="media.draft_captions", bind=True, max_retries=None)
def draft_captions(self: Task[..., None], video_id: str, language: str) -> None:
    """Write a first version of captions from the speech, as soon as a slot is free."""
    try:
        services.draft_captions(video_id=UUID(video_id), language=language)
    except services.NoSlot as no_slot:
        raise self.retry(exc=no_slot, countdown=SLOT_AGAIN) from None


@shared_task(name="media.make_poster")
def make_poster(video_id: str) -> None:
    """Make the poster of a clip that its author chose."""
    services.make_poster(video_id=UUID(video_id))


@shared_task(name="media.sweep")
def sweep() -> None:
    """Dispatch again what still waits."""
    now = timezone.now()
    services.sweep(now=now)
    services.sweep_posters(now=now)


@shared_task(name="media.tidy")
def tidy() -> None:
    """End uploads that nobody finished, and remove what belongs to nothing."""
    now = timezone.now()
    services.expire_uploads(now=now)
    services.tidy(now=now)


@shared_task(name="media.enforce_retention")
def enforce_retention() -> None:
    """Delete recordings whose term is over."""
    services.enforce_retention(now=timezone.now())


@shared_task(name="media.clear_orphans")
def clear_orphans() -> None:
    """Remove files that no row names."""
    services.clear_orphans(now=timezone.now())
