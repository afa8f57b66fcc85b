"""Holds the verbs by which colleagues read drafts before they are published."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.services import record_audit
from core.errors import NotFound
from core.queries import first_of, one_of
from notifications.domain.kinds import Kind
from notifications.services import mark_read_about, send
from scenarios import messages
from scenarios.domain.completeness import gap
from scenarios.errors import AlreadyAsked, AlreadyPublished, UnknownReference
from scenarios.models import AuthoringRules, Reading, Remark, Scenario, ScenarioVersion
from scenarios.queries import readers_for, scenario_versions_visible_to


@transaction.atomic
def ask_reading(
    *, author: Membership, version: UUID, reading: UUID, reader: UUID, note: str = ""
) -> Reading:
    """Ask a colleague to read the draft, and tell them. Repeating is answered with the first
    request. Raises NotFound, AlreadyPublished, AlreadyAsked, UnknownReference."""
    row = _draft(author, version)
    stored = Reading.objects.filter(pk=reading).first()
    if stored is not None:
        if (stored.version_id, stored.reader_id) != (row.pk, reader):
            raise NotFound
        return stored
    colleague = readers_for(author).filter(pk=reader).first()
    if colleague is None:
        unknown = gap("unknown_reader", UnknownReference.message, "reader")
        raise UnknownReference(errors=[unknown])
    try:
        with transaction.atomic():
            made = Reading.objects.create(
                id=reading, version=row, reader=colleague, asked_by=author, note=note
            )
    except IntegrityError as error:
        raise AlreadyAsked from error
    _tell(colleague, messages.READING_ASKED, made, by=author)
    return made


@transaction.atomic
def finish_reading(*, reader: Membership, version: UUID, reading: UUID) -> Reading:
    """Say that one has read the draft, and tell whoever asked. Repeating changes nothing. Raises
    NotFound for anyone but the reader."""
    seen = one_of(scenario_versions_visible_to(reader), version)
    mine = Reading.objects.filter(version=seen, reader=reader)
    row = one_of(mine.select_for_update(no_key=True), reading)
    if row.read_at is None:
        row.read_at = timezone.now()
        row.save(update_fields=["read_at"])
        mark_read_about(reader=reader, about=seen.pk)
        if row.asked_by is not None:
            _tell(row.asked_by, messages.READING_DONE, row, by=reader)
    return row


@transaction.atomic
def write_remark(
    *, member: Membership, version: UUID, remark: UUID, place: str, text: str
) -> Remark:
    """Write a remark about a place in the draft, or change one's own. Raises NotFound,
    AlreadyPublished."""
    row = _draft(member, version)
    made, is_new = Remark.objects.get_or_create(
        pk=remark, defaults={"version": row, "member": member, "place": place, "text": text}
    )
    if is_new:
        return made
    if (made.version_id, made.member_id) != (row.pk, member.pk):
        raise NotFound
    made.place, made.text = place, text
    made.save(update_fields=["place", "text"])
    return made


def delete_remark(*, member: Membership, version: UUID, remark: UUID) -> None:
    """Delete one's own remark; deleting what is not there changes nothing. Raises NotFound for a
    version that one can't read."""
    seen = one_of(scenario_versions_visible_to(member), version)
    Remark.objects.filter(pk=remark, version=seen, member=member).delete()


def resolve_remark(*, member: Membership, version: UUID, remark: UUID, is_resolved: bool) -> Remark:
    """Say that a remark is dealt with, or that it is not. Raises NotFound."""
    seen = one_of(scenario_versions_visible_to(member), version)
    rows = Remark.objects.filter(version=seen, pk=remark, resolved_at__isnull=is_resolved)
    now = timezone.now() if is_resolved else None
    rows.update(resolved_at=now, resolved_by=member if is_resolved else None)
    return first_of(Remark.objects.filter(version=seen, pk=remark))


@transaction.atomic
def change_authoring_rules(*, admin: Membership, needs_reading: bool) -> AuthoringRules:
    """Say whether a colleague must have read a draft before it is published."""
    rules, _created = AuthoringRules.objects.select_for_update().get_or_create(
        organisation=admin.organisation
    )
    if rules.needs_reading != needs_reading:
        rules.needs_reading = needs_reading
        rules.save(update_fields=["needs_reading"])
        record_audit(
            organisation=admin.organisation,
            actor=admin,
            verb="authoring_rules_changed",
            subject=admin.organisation,
            detail={"needs_reading": needs_reading},
        )
    return rules


def _draft(member: Membership, version: UUID) -> ScenarioVersion:
    """Return the draft, which is not published before this transaction ends."""
    seen = one_of(scenario_versions_visible_to(member), version)
    Scenario.objects.select_for_update(no_key=True).get(pk=seen.scenario_id)
    row = ScenarioVersion.objects.select_related("scenario").get(pk=version)
    if row.published_at is not None:
        raise AlreadyPublished
    return row


def _tell(recipient: Membership, kind: Kind, reading: Reading, *, by: Membership) -> None:
    version = reading.version
    send(
        recipient=recipient,
        kind=kind,
        context={"title": version.title or version.scenario.code, "by": by.shown_name},
        about=version.pk,
        dedupe_key=f"{kind.name}:{reading.pk}",
    )
