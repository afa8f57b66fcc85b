"""Holds the verbs on what an organisation says in its own words. Each takes effect at once, also
for what waits to be sent, and in the list of messages."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import translation

from accounts.models import Membership, Organisation
from accounts.services import record_audit
from core import client_paths
from core.errors import IfMatchRequired
from core.etags import Precondition
from core.ids import new_id
from notifications import queries
from notifications.channels import Rendered, mail, push
from notifications.domain import kinds
from notifications.domain.own_wordings import (
    MOST_WORDINGS,
    Fault,
    OwnWording,
    faults_of,
    to_wording,
    variables_of,
)
from notifications.domain.variables import VARIABLES
from notifications.errors import MessageTextsChanged, WordingInvalid
from notifications.models import OwnWordings
from notifications.queries import TextsDocument


@dataclass(frozen=True)
class Preview:
    """A preview shows a wording as each channel would, with samples instead of variables."""

    in_app: str
    subject: str
    mail_text: str
    mail_html: str
    push_title: str
    push_body: str


@transaction.atomic
def save_texts(
    *,
    actor: Membership,
    kind: str,
    language: str,
    wordings: Sequence[OwnWording],
    seen: Precondition,
) -> TextsDocument:
    """Say one kind of message in these words from now on, in one language. Kalm's own words, whole
    and in their order, put back Kalm's. Repeating changes nothing.

    NotFound for what can't be edited, WordingInvalid names each fault, IfMatchRequired for a change
    that names no state, MessageTextsChanged where somebody else changed them meanwhile.
    """
    now = _lock(actor, kind, language)
    if tuple(wordings) == now.wordings:
        return now
    errors = [
        part
        for at, one in enumerate(wordings)
        for part in _parts(faults_of(now.kind, one), f"wordings.{at}.")
    ]
    if errors or not 1 <= len(wordings) <= MOST_WORDINGS:
        raise WordingInvalid(errors=errors)
    _refuse_unseen(now, seen)
    if tuple(wordings) == now.of_kalm:
        return _put_back(actor, now)
    row, _made = OwnWordings.objects.update_or_create(
        organisation=actor.organisation,
        kind=kind,
        language=language,
        defaults={"wordings": [asdict(one) for one in wordings], "changed_at": Now()},
    )
    _record(actor, "message_texts_changed", row, wordings=len(wordings))
    return TextsDocument(now.kind, language, tuple(wordings))


@transaction.atomic
def put_back_texts(
    *, actor: Membership, kind: str, language: str, seen: Precondition
) -> TextsDocument:
    """Say one kind of message in Kalm's words again. Repeating changes nothing. Refused as
    `save_texts` is."""
    now = _lock(actor, kind, language)
    if not now.is_own:
        return now
    _refuse_unseen(now, seen)
    return _put_back(actor, now)


def preview(*, actor: Membership, kind: str, language: str, wording: OwnWording) -> Preview:
    """Return how each channel would show the wording, with samples of nobody real. It need not be
    stored. NotFound for what can't be edited, WordingInvalid names each fault."""
    found = queries.editable_kind(kind, language)
    if faults := faults_of(found, wording):
        raise WordingInvalid(errors=_parts(faults))
    with translation.override(language):
        samples = {name: str(VARIABLES[name].sample) for name in variables_of(found)}
    text = kinds.render(found, samples, language, wording=to_wording(wording))
    home = client_paths.HOME.format(organisation=actor.organisation.slug)
    url = settings.PUBLIC_URL + home
    rendered = Rendered(
        id=new_id(),
        address="somebody@example.org",
        text=text,
        url=url,
        unsubscribe_key="example",
        settings_url=url,
    )
    composed, shown = mail.compose(rendered), push.said(rendered)
    html = composed.alternatives[0][0]
    return Preview(
        in_app=text.line,
        subject=text.subject,
        mail_text=str(composed.body),
        mail_html=str(html),
        push_title=shown["title"],
        push_body=shown["body"],
    )


def _lock(actor: Membership, kind: str, language: str) -> TextsDocument:
    """Return the texts as they are; two who change them follow each other, also where there is no
    row yet."""
    Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation_id)
    return queries.texts_of(actor, kind, language)


def _refuse_unseen(now: TextsDocument, seen: Precondition) -> None:
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(now.version):
        raise MessageTextsChanged


def _put_back(actor: Membership, now: TextsDocument) -> TextsDocument:
    rows = OwnWordings.objects.filter(
        organisation=actor.organisation_id, kind=now.kind.name, language=now.language
    )
    for row in rows:
        _record(actor, "message_texts_put_back", row)
    rows.delete()
    return TextsDocument(now.kind, now.language, ())


def _parts(faults: Sequence[Fault], before: str = "") -> list[dict[str, str | None]]:
    return [
        {"code": one.code, "detail": one.detail, "attr": f"{before}{one.part}"} for one in faults
    ]


def _record(actor: Membership, verb: str, row: OwnWordings, **detail: Any) -> None:
    record_audit(
        organisation=actor.organisation,
        actor=actor,
        verb=verb,
        subject=row,
        detail={"kind": row.kind, "language": row.language, **detail},
    )
