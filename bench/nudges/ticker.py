"""Ticks until nothing is due, once it is told to: one of several processes at once."""

import sys
import time

import django


def main() -> None:
    django.setup()
    from django.db import connection
    from django.db.models.functions import Now

    from training import services
    from training.models import Enrolment

    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    claimed = 0
    # A tick leaves alone what another one holds, so it is asked until nothing is left.
    while True:
        claimed += services.tick(limit=1000, most=1_000_000)
        if not Enrolment.objects.filter(next_nudge_at__lte=Now()).exists():
            break
        time.sleep(0.001)
    print(claimed, flush=True)


if __name__ == "__main__":
    main()
