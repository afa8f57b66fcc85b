"""Gives the demo organisation a text of its own among those of a nudge, so that a visitor sees that
an organisation can say it in its own words."""

from core.etags import ANY, Precondition
from demo.people import People
from notifications.domain.kinds import kind_of
from notifications.domain.own_wordings import OwnWording, of_kalm
from notifications.models import OwnWordings
from notifications.services import save_texts

KIND, LANGUAGE = "nudge", "nl"
OWN = OwnWording(
    subject="Even oefenen op een rustig moment?",
    line="Hoi! Heb je een paar minuten? Dan ligt ‘{title}’ voor je klaar. {why}",
)


def load_texts(people: People) -> list[str]:
    """Add the text once; what was changed on screen stays."""
    if OwnWordings.objects.filter(organisation=people.organisation).exists():
        return []
    save_texts(
        actor=people.members["admin"],
        kind=KIND,
        language=LANGUAGE,
        wordings=[OWN, *of_kalm(kind_of(KIND), LANGUAGE)],
        seen=Precondition(if_match=ANY),
    )
    return ["one message has a text of its own"]
