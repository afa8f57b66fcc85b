"""Prints a new key for push notifications: `manage.py make_vapid_key`."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.channels.vapid import make_key


class Command(BaseCommand):
    help = (
        "Prints a value for VAPID_PRIVATE_KEY. With another key each browser must subscribe again, "
        "which it does when Kalm is opened there."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(make_key())
