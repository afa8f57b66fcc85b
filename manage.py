"""Runs Django's command line for Kalm."""

import os
import sys

AWAY = "The database can't be reached ({}): keep `make run` up beside this, or set DATABASE_URL."


def main() -> None:
    """Run the command; a database that is away ends it with one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    from django.core.management import execute_from_command_line
    from django.db import InterfaceError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except (InterfaceError, OperationalError) as error:
        if getattr(error.__cause__, "sqlstate", None):
            raise  # the database answered: a lock that timed out, a disk that is full
        reason = str(error).partition("\n")[0].removeprefix("connection failed: ")
        sys.exit(f"CommandError: {AWAY.format(reason)}")


if __name__ == "__main__":
    main()
