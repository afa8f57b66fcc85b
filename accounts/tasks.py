"""The Celery door."""

from celery import shared_task

from accounts import services


@shared_task(name="accounts.mail_reset_link")
def mail_reset_link(person_id: str | None) -> None:
    """`person_id` is None where someone named an address that nobody here has."""
    services.mail_reset_link(person_id=person_id)


@shared_task(name="accounts.mail_password_changed")
def mail_password_changed(person_id: str) -> None:
    services.mail_password_changed(person_id=person_id)
