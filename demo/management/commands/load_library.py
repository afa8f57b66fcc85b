"""Loads the starter library into an organisation that exists: `manage.py load_library`."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from accounts.models import Membership, Organisation, Role
from core.errors import Refusal
from demo.starter import load_library

HELP = """Brings Kalm's exercises into an organisation, with their rubrics, clips, techniques and
kinds of aggression, and a programme. Run it again after an upgrade: it adds what is new. What the
organisation edited, retired or renamed stays as it is.

  manage.py load_library haven
"""
WRITERS = [Role.AUTHOR, Role.ADMIN]


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the organisation's address")
        parser.add_argument(
            "--author", metavar="EMAIL", help="in whose name; the first admin's otherwise"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):  # as all that a terminal says
            author = _author(options["slug"], options["author"])
            try:
                told = load_library(author)
            except Refusal as refusal:
                raise CommandError(f"{refusal.message} Nothing was changed.") from refusal
            self.stdout.write("\n".join(told or ["Nothing is new."]))


def _author(slug: str, email: str | None) -> Membership:
    """Return the membership in whose name the exercises are written."""
    if not Organisation.objects.filter(slug=slug).exists():
        raise CommandError(f"There is no organisation {slug}.")
    members = Membership.objects.filter(
        organisation__slug=slug, is_active=True, roles__overlap=WRITERS
    ).select_related("organisation", "person")
    if email:
        found = members.filter(person__email__iexact=email).first()
    else:
        found = members.order_by("id").filter(roles__contains=[Role.ADMIN]).first()
    if found is None:
        who = email or "Nobody there"
        raise CommandError(f"{who} is not an active author or admin of {slug}.")
    return found
