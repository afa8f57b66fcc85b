"""The entry point of Celery."""

from uuid import UUID

from celery import shared_task

from training import services


@shared_task(name="training.tick")
def tick() -> None:
    services.tick()


@shared_task(name="training.hand_over")
def hand_over(nudges: list[str]) -> None:
    services.hand_over(nudges=[UUID(one) for one in nudges])


@shared_task(name="training.sweep")
def sweep() -> None:
    services.sweep()
    services.reopen_unusable()
