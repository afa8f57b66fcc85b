"""Gives the demo's coaches a few phrases to use again."""

from uuid import uuid5

from accounts.models import Membership
from coaching.domain.phrases import PhraseText
from coaching.models import CommentKind, Phrase
from coaching.services.phrases import save_phrase
from core.etags import Precondition

PHRASES = (
    PhraseText(
        CommentKind.STRENGTH,
        "{name}, je noemt wat er misging. Daaraan hoort hij dat je luistert.",
        shared=True,
    ),
    PhraseText(
        CommentKind.STRENGTH, "Je stem blijft laag en je laat hem uitpraten. Sterk.", shared=True
    ),
    PhraseText(
        CommentKind.SAY_INSTEAD,
        "Ik kijk het nu voor u na. Dat duurt … minuten, en dan kom ik bij u terug.",
        shared=True,
    ),
    PhraseText(
        CommentKind.QUESTION,
        "Bij {criterion} zit je op {level}. Wat zou je nodig hebben voor de volgende trede?",
        shared=True,
    ),
    PhraseText(
        CommentKind.NOTE,
        "Oefen {technique} deze week nog eens, hardop en zonder camera.",
        shared=False,
    ),
)


def load_phrases(coach: Membership) -> list[str]:
    """Save them in an organisation that has no phrases yet, so that what was changed or removed
    stays so."""
    if Phrase.objects.filter(organisation=coach.organisation_id).exists():
        return []
    for number, wanted in enumerate(PHRASES):
        id = uuid5(coach.organisation_id, f"phrase {number}")
        save_phrase(coach=coach, phrase=id, wanted=wanted, seen=Precondition(if_none_match="*"))
    return [f"{len(PHRASES)} phrases of coaches"]
