"""Prints docs/licences.md from the installed packages."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from deploy.licences import page


class Command(BaseCommand):
    help = "Prints the table of licences."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(settings.BASE_DIR), ending="")
