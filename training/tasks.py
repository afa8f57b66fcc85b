"""Defines the Celery tasks of training."""

from uuid import UUID

from celery import shared_task

from training import services
from training.services import workshops


@shared_task(name="training.tick")
def tick() -> None:
    services.tick()


@shared_task(name="training.hand_over")
def hand_over(nudges: list[str]) -> None:
    services.hand_over(nudges=[UUID(one) for one in nudges])


@shared_task(name="training.plan")
def plan(enrolments: list[str]) -> None:
    services.plan_waiting(enrolments=[UUID(one) for one in enrolments])


@shared_task(name="training.sweep")
def sweep() -> None:
    services.reopen_unusable()
    services.compute_memories()
    services.sweep()


@shared_task(name="training.sweep_workshops")
def sweep_workshops() -> None:
    workshops.sweep_workshops()
