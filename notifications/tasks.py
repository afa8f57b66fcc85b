"""Defines the Celery tasks of notifications."""

from uuid import UUID

from celery import shared_task

from notifications import services


@shared_task(name="notifications.deliver")
def deliver(ids: list[str]) -> None:
    services.deliver(ids=[UUID(one) for one in ids])


@shared_task(name="notifications.sweep")
def sweep() -> None:
    services.sweep()
