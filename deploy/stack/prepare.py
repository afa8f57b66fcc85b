"""Runs the steps before the server starts, in one process because each start of Django costs a
second.

Migrates; then loads the demo organisation, unless KALM_DEMO is off, or in production collects the
static files, which the demo serves from where they are.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command

from deploy.stack.layout import Layout

PEOPLE = ("employee", "coach", "author", "manager", "admin")


def main() -> int:
    """Run all steps, each of which is safe to repeat."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    elif settings.DEMO:
        call_command("load_demo")
    Layout.from_environment().welcome.write_text(welcome())
    return 0


def welcome() -> str:
    """Return the text that the supervisor, which runs without Django, shows once all is up."""
    if settings.PRODUCTION:
        return ""
    if not settings.DEMO:
        return "Make an organisation: .venv/bin/python manage.py create_organisation --help\n"
    people = ", ".join(f"{name}@demo.example" for name in PEOPLE)
    return f"Sign in as {people}\nPassword for each: {settings.DEMO_PASSWORD}\n"


if __name__ == "__main__":
    sys.exit(main())
