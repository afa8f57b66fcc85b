"""Makes the demo organisation complete. Every part adds what is missing, so that it can run at each
start; with nothing to do it takes about as long as reading the library."""

from demo.import_clips import import_clips
from demo.library import load
from demo.people import load_people
from demo.practice import load_practice
from demo.programme import load_programme
from demo.publish import define_lists, publish_exercises


def load_demo(*, password: str) -> list[str]:
    """Load the demo and report what was new; `password` is for those of the cast who sign in."""
    library = load()
    people = load_people(password=password)
    define_lists(people.author, library)
    told = [f"{import_clips(people.author, library.exercises)} clips imported"]
    told += publish_exercises(people.author, library)
    programme = load_programme(people.organisation, library)
    told += load_practice(people, programme)
    return told
