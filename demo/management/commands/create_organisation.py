"""Creates an organisation with its first admin, ready to begin: `manage.py create_organisation`."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from accounts.models import Language, Membership
from accounts.services import make_password_key
from core import client_paths
from core.errors import Refusal
from demo.shapes import Library
from demo.starter import create_organisation

HELP = """Makes an organisation and its first admin, who gets a mail with a link to begin. The link
is printed here too. With --starter the organisation also gets Kalm's techniques, kinds of
aggression, exercises with their rubrics, and a programme. What is refused changes nothing.

  manage.py create_organisation haven --name "Haven" --admin anna@haven.example \\
      --admin-name "Anna Vos" --starter
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="its address: small letters, digits and hyphens")
        parser.add_argument("--name", required=True, help="as people read it")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="the first admin")
        parser.add_argument("--admin-name", required=True, metavar="NAME")
        parser.add_argument("--language", choices=Language.values, default=Language.DUTCH.value)
        parser.add_argument("--time-zone", default="Europe/Amsterdam", metavar="ZONE")
        parser.add_argument("--starter", action="store_true", help="with Kalm's own exercises")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):  # as all that a terminal says
            self.stdout.write("\n".join(self._create(options)))

    def _create(self, options: dict[str, Any]) -> list[str]:
        try:
            admin, library = create_organisation(
                slug=options["slug"],
                name=options["name"],
                admin_email=options["admin"],
                admin_name=options["admin_name"],
                language=Language(options["language"]),
                time_zone=options["time_zone"],
                with_starter=options["starter"],
            )
        except ValidationError as error:
            raise CommandError(f"{_sentences(error)} Nothing was changed.") from error
        except Refusal as refusal:
            raise CommandError(f"{refusal.message} Nothing was changed.") from refusal
        return _told(admin, library)


def _sentences(error: ValidationError) -> str:
    """Return what is wrong, part by part, each with the part's name."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(f"{part}: {' '.join(said)}" for part, said in error.message_dict.items())


def _told(admin: Membership, library: Library | None) -> list[str]:
    organisation, person = admin.organisation, admin.person
    told = [f"Organisation {organisation.name} ({organisation.slug}) is made."]
    if library:
        told.append(
            f"In it: {len(library.techniques)} techniques, {len(library.aggression_types)} kinds "
            f"of aggression, {len(library.exercises)} exercises with their rubrics, and the "
            f"programme {library.programme.code}."
        )
    told.append(f"{person.email} is its admin, and a mail with the way in is waiting to be sent.")
    if person.has_usable_password():
        path = client_paths.HOME.format(organisation=organisation.slug)
        told.append(f"They have a password already, and sign in at {settings.PUBLIC_URL}{path}")
    else:
        path = client_paths.NEW_PASSWORD.format(key=make_password_key(person=person))
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
        told.append(f"The link in it, which works once, for {days} days. Show it to nobody else:")
        told.append(settings.PUBLIC_URL + path)
    told.append("Next, the admin adds people and puts them in a programme.")
    return told
