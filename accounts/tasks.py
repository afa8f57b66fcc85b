"""Celery enters this app here."""

from celery import shared_task

from accounts import services


@shared_task(name="accounts.mail_reset_link")
def mail_reset_link(person_id: str | None) -> None:
    """Have a link to choose a password mailed. `person_id` is None where someone named an address
    that nobody here has."""
    services.request_password_link(person_id=person_id)
