"""Loads the starter library into an organisation: techniques, kinds of aggression, exercises with
their clips and rubrics, and a programme. It is what the demo teaches and more, without its
people."""

from django.db import transaction

from accounts import services as accounts
from accounts.errors import SlugTaken
from accounts.models import Language, Membership, Organisation
from core.ids import new_id
from demo.import_clips import StarterClip, keep_clips, store_clips
from demo.library import load
from demo.programme import load_programme
from demo.publish import define_lists, publish_exercises, to_publish
from demo.shapes import Library
from training.models import Programme


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
    library = load() if with_starter else None
    # Slow, so outside of any transaction; what gets no row is cleared with the other orphans.
    clips = store_clips(id, library.exercises) if library else []
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
        if library:
            _write(admin, library, clips)
    return admin, library


def load_library(author: Membership) -> list[str]:
    """Bring the starter library into the author's organisation, all or nothing, and return a line
    about each exercise that is new.

    What the organisation has already stays as it is. Two at a time wait for each other, and the
    second finds nothing to do.
    """
    library = load()
    clips = store_clips(author.organisation_id, to_publish(author, library))
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=author.organisation_id)
        return _write(author, library, clips)


def _write(author: Membership, library: Library, clips: list[StarterClip]) -> list[str]:
    """Write the rows of the library, through the verbs that authors use."""
    define_lists(author, library)
    keep_clips(author, clips)
    told = publish_exercises(author, to_publish(author, library))
    mine = Programme.objects.filter(organisation=author.organisation_id)
    if not mine.filter(code=library.programme.code).exists():
        load_programme(author.organisation, library)
    return told
