"""Prints docs/problems.md from the refusals in the code."""

from typing import Any

from django.core.management.base import BaseCommand

from deploy.problems import page


class Command(BaseCommand):
    help = "Prints the table of problem codes."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(), ending="")
