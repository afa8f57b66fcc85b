"""Defines the Celery tasks of coaching."""

from celery import shared_task

from coaching.services import drafts, licences, notices, peers, recordings, seconds, undecided


@shared_task(name="coaching.warn_of_late")
def warn_of_late() -> None:
    notices.warn_of_late()


@shared_task(name="coaching.send_digests")
def send_digests() -> None:
    notices.send_digests()


@shared_task(name="coaching.clear_drafts")
def clear_drafts() -> None:
    drafts.clear_old()


@shared_task(name="coaching.drop_late_seconds")
def drop_late_seconds() -> None:
    seconds.drop_late()


@shared_task(name="coaching.seek_coaches")
def seek_coaches() -> None:
    undecided.seek_coaches()


@shared_task(name="coaching.sweep_recordings")
def sweep_recordings() -> None:
    recordings.sweep_recordings()


@shared_task(name="coaching.warn_of_licences")
def warn_of_licences() -> None:
    licences.warn_of_ends()


@shared_task(name="coaching.sweep_peers")
def sweep_peers() -> None:
    peers.sweep_peers()
