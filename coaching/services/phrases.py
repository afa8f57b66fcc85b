"""Saves and removes phrases. A change says which state it saw, so that two coaches never overwrite
each other's wording of a shared one."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from coaching.domain.phrases import MOST_OWN, MOST_SHARED, PhraseText, faults_of
from coaching.errors import Invalid, PhraseChanged, TooManyPhrases
from coaching.models import Phrase
from coaching.queries.phrases import visible_to
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition

STAYS_SHARED = _("This phrase is shared, and stays so: colleagues use it.")


@transaction.atomic
def save_phrase(
    *, coach: Membership, phrase: UUID, wanted: PhraseText, seen: Precondition
) -> tuple[Phrase, bool]:
    """Keep a phrase under this client-made id, in place of the one that was seen; the second value
    tells whether it is new. Repeating it changes nothing.

    A coach's own phrase can be shared. A shared one stays shared: colleagues use it. Invalid names
    unknown variables, braces around nothing and `stays_shared`; TooManyPhrases beyond MOST_OWN of
    one coach or MOST_SHARED of the organisation; PhraseChanged and IfMatchRequired as for marks.
    NotFound for an id in use by a colleague or elsewhere.
    """
    _lock(coach)
    kept = visible_to(coach).filter(pk=phrase).first()
    if kept and kept.said == wanted:
        return kept, False
    if kept is None and Phrase.objects.filter(pk=phrase).exists():
        raise NotFound
    _check(wanted, kept)
    _check_seen(kept, seen)
    if kept is None or kept.shared != wanted.shared:
        _check_space(coach, shared=wanted.shared)
    values = {
        "owner": None if wanted.shared else coach,
        "kind": wanted.kind,
        "text": wanted.text,
        "saved_by": coach,
        "saved_at": Now(),
    }
    saved, new = Phrase.objects.update_or_create(
        pk=phrase, defaults=values, create_defaults=values | {"organisation": coach.organisation}
    )
    saved.refresh_from_db()
    return saved, new


@transaction.atomic
def remove_phrase(*, coach: Membership, phrase: UUID, seen: Precondition) -> None:
    """Take away the phrase that was seen, one's own or a shared one; comments keep their words.
    Repeatable: one that is gone already is no error. NotFound for a colleague's own."""
    _lock(coach)
    kept = visible_to(coach).filter(pk=phrase).first()
    if kept is None:
        if Phrase.objects.filter(pk=phrase).exists():
            raise NotFound
        return
    _check_seen(kept, seen)
    kept.delete()


def _lock(coach: Membership) -> None:
    """Let the changes of one organisation's phrases follow each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=coach.organisation_id)


def _check(wanted: PhraseText, kept: Phrase | None) -> None:
    faults: list[tuple[str, str, str]] = [
        (one.code, str(one.detail), "text") for one in faults_of(wanted.text)
    ]
    if kept and kept.shared and not wanted.shared:
        faults.append(("stays_shared", str(STAYS_SHARED), "shared"))
    if faults:
        raise Invalid(
            faults[0][1],
            errors=[{"code": code, "detail": said, "attr": attr} for code, said, attr in faults],
        )


def _check_seen(kept: Phrase | None, seen: Precondition) -> None:
    if seen.allows(kept.version if kept else None):
        return
    if seen.is_missing:
        raise IfMatchRequired
    raise PhraseChanged(members={"current": as_json(kept) if kept else None})


def _check_space(coach: Membership, *, shared: bool) -> None:
    rows = Phrase.objects.filter(organisation=coach.organisation_id)
    rows = rows.filter(owner__isnull=True) if shared else rows.filter(owner=coach)
    if rows.count() >= (MOST_SHARED if shared else MOST_OWN):
        raise TooManyPhrases


def as_json(phrase: Phrase) -> dict[str, object]:
    """Return the phrase with its version, as JSON values."""
    return {"id": str(phrase.pk), **vars(phrase.said), "version": phrase.version}
