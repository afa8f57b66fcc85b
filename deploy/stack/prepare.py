"""The steps before the server starts, in one process because each start of Django costs a second.

Migrates; then loads the demo organisation, or in production collects the static files, which the
demo serves from where they are.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command


def main() -> int:
    """All steps are safe to repeat."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    else:
        call_command("load_demo")
    return 0


if __name__ == "__main__":
    sys.exit(main())
