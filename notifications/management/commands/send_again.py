"""Puts failed deliveries back into the outbox: `manage.py send_again`, for instance after an
outage."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from notifications import queries, services
from notifications.models import DeliveryState

BATCH = 1000
STATES = {"failed": DeliveryState.FAILED, "unknown": DeliveryState.UNKNOWN}


class Command(BaseCommand):
    help = "Sends again what failed, or with --state unknown what may have arrived once already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--state", choices=sorted(STATES), default="failed")
        parser.add_argument("--hours", type=float, default=24, help="finished in the last HOURS")
        parser.add_argument("--reason", default="", help="only with a reason that starts so")
        parser.add_argument("--dry-run", action="store_true", help="count, and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["hours"] <= 0:
            raise CommandError("--hours must be more than 0.")
        chosen = queries.may_be_sent_again().filter(
            state=STATES[options["state"]],
            finished_at__gt=timezone.now() - timedelta(hours=options["hours"]),
            reason__startswith=options["reason"],
        )
        ids = list(chosen.order_by("pk").values_list("pk", flat=True))
        if options["dry_run"]:
            self.stdout.write(f"{len(ids)} would be sent again.")
            return
        count = sum(
            services.send_again(ids=ids[start : start + BATCH], operator=None)
            for start in range(0, len(ids), BATCH)
        )
        self.stdout.write(f"{count} are on their way again.")
