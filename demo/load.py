"""Makes the demo organisation complete. Every part adds what is missing, so that it can run at each
start; with nothing to do it takes about as long as reading the library."""

from demo.coaches import hold_draws, load_coaches
from demo.half_year import load_half_year
from demo.history import load_history
from demo.import_clips import keep_clips, store_clips
from demo.library import load
from demo.passing import load_passing
from demo.peers import load_peers
from demo.people import load_people
from demo.phrases import load_phrases
from demo.practice import load_practice
from demo.programme import load_programme
from demo.publish import define_lists, publish_exercises, to_publish
from demo.texts import load_texts
from demo.welcome import load_welcome
from demo.workshops import load_workshops


def load_demo(*, password: str) -> list[str]:
    """Load the demo and report what was new; `password` is for those of the cast who sign in.

    Of the exercises it has those of its programme, so that a first start stays short;
    `manage.py load_library demo` brings the others.
    """
    library = load().of_programme()
    people = load_people(password=password)
    define_lists(people.author, library)
    wanted = to_publish(people.author, library)
    clips = store_clips(people.organisation.id, wanted)
    keep_clips(people.author, clips)
    told = [f"{len(clips)} clips imported", *publish_exercises(people.author, wanted)]
    are_coaches_new = hold_draws(people)
    # Before the other programme, which is the newest and so stands first.
    told += load_welcome(people)
    told += load_passing(people, library)
    programme = load_programme(people.organisation, library, made_by=people.members["manager"])
    told += load_practice(people, programme)
    told += load_peers(people)
    told += load_phrases(people.coach)
    told += load_history(people, programme)
    told += load_half_year(people, programme)
    told += load_coaches(people) if are_coaches_new else []
    return [*told, *load_workshops(people), *load_texts(people)]
