"""Loads the starter library into an organisation: techniques, kinds of aggression, exercises with
their clips and rubrics, and a programme. It is what the demo teaches, without its people."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts import services as accounts
from accounts.errors import SlugTaken
from accounts.models import Language, Membership, Organisation
from core.ids import new_id
from demo.import_clips import StarterClip, keep_clips, prepare_clips
from demo.library import load
from demo.programme import load_programme
from demo.publish import define_lists, publish_exercises
from demo.shapes import Library


@dataclass(frozen=True)
class Starter:
    """The library as values, with its clips, whose files are stored."""

    library: Library
    clips: list[StarterClip]


def create_organisation(
    *,
    slug: str,
    name: str,
    admin_email: str,
    admin_name: str,
    language: Language = Language.DUTCH,
    time_zone: str = "Europe/Amsterdam",
    with_starter: bool = False,
) -> tuple[Membership, Library | None]:
    """Create an organisation, its first admin, and if asked for the starter library: all or
    nothing.

    Returns the admin's membership and the library. Refuses as accounts.services.create_organisation
    does.
    """
    id = new_id()
    if Organisation.objects.filter(slug=slug).exists():  # before the clips are stored for nothing
        raise SlugTaken
    starter = prepare_starter(id) if with_starter else None
    with transaction.atomic():
        admin = accounts.create_organisation(
            id=id,
            slug=slug,
            name=name,
            admin_email=admin_email,
            admin_name=admin_name,
            language=language,
            time_zone=time_zone,
        )
        if starter:
            write_starter(admin, starter)
    return admin, starter.library if starter else None


def prepare_starter(organisation: UUID) -> Starter:
    """Read the library and store its clips. Slow, so outside of any transaction."""
    library = load()
    return Starter(library, prepare_clips(organisation, library.exercises))


@transaction.atomic
def write_starter(author: Membership, starter: Starter) -> None:
    """Write the rows of the library, through the verbs that authors use."""
    define_lists(author, starter.library)
    keep_clips(author, starter.clips)
    publish_exercises(author, starter.library)
    load_programme(author.organisation, starter.library)
