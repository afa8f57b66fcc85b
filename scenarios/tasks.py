"""Defines the Celery tasks of scenarios, which load by id and call a verb."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from scenarios import services


@shared_task(name="scenarios.check_package")
def check_package(import_id: str) -> None:
    """Check one package that was received."""
    services.check_package(import_id=UUID(import_id))


@shared_task(name="scenarios.import_package")
def import_package(import_id: str) -> None:
    """Import one package that its author confirmed."""
    services.import_package(import_id=UUID(import_id))


@shared_task(name="scenarios.sweep")
def sweep() -> None:
    """Dispatch again what still waits, and remove imports that are over."""
    services.sweep_imports(now=timezone.now())


@shared_task(name="scenarios.clear_files")
def clear_files() -> None:
    """Remove files of packages that no row names."""
    services.clear_files(now=timezone.now())
