"""Loads the demo organisation, complete, as often as one likes: `manage.py load_demo`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.load import load_demo


class Command(BaseCommand):
    help = "Makes the demo organisation, or brings it up to date. Refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION or settings.DEMO_PASSWORD is None:
            raise CommandError("The demo has a known password; it is not for production.")
        for line in load_demo(password=settings.DEMO_PASSWORD):
            if options["verbosity"] > 1:
                self.stdout.write(line)
