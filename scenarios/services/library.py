"""Holds the verbs on the lists that exercises and rubrics point at: techniques and aggression
types."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from scenarios.errors import CodeTaken, ListChanged
from scenarios.models import AggressionType, Style, Technique
from scenarios.queries import aggression_types_visible_to, techniques_visible_to

Texts = Mapping[str, str]
K = TypeVar("K", Technique, AggressionType)


def define_technique(
    *, author: Membership, code: str, name: Texts, description: Texts, order: int
) -> Technique:
    """Create the organisation's technique with this code, or update it."""
    technique, _created = Technique.objects.update_or_create(
        organisation=author.organisation,
        code=code,
        defaults={"name": name, "description": description, "order": order},
    )
    return technique


def define_aggression_type(
    *, author: Membership, code: str, name: Texts, description: Texts, style: Style, order: int
) -> AggressionType:
    """Create the organisation's aggression type with this code, or update it."""
    kind, _created = AggressionType.objects.update_or_create(
        organisation=author.organisation,
        code=code,
        defaults={"name": name, "description": description, "style": style, "order": order},
    )
    return kind


def add_technique(*, member: Membership, code: str, **columns: Any) -> Technique:
    """Add a technique at the end of the list. `columns` are name and description. Raises
    CodeTaken."""
    return _add(techniques_visible_to(member), member, code, columns)


def add_aggression_type(*, member: Membership, code: str, **columns: Any) -> AggressionType:
    """Add an aggression type at the end of the list. `columns` are name, description and style.
    Raises CodeTaken."""
    return _add(aggression_types_visible_to(member), member, code, columns)


def change_technique(*, member: Membership, technique: UUID, **columns: Any) -> Technique:
    """Change name or description, hide or show it. Where it is used it changes too: the code stays.
    Raises NotFound."""
    return _change(techniques_visible_to(member), member, technique, columns)


def change_aggression_type(
    *, member: Membership, aggression_type: UUID, **columns: Any
) -> AggressionType:
    """Change name, description or style, hide or show it. Raises NotFound."""
    return _change(aggression_types_visible_to(member), member, aggression_type, columns)


def reorder_techniques(*, member: Membership, ids: Sequence[UUID]) -> None:
    """Put the techniques in this order; each must be named once. Raises ListChanged."""
    _reorder(techniques_visible_to(member), ids)


def reorder_aggression_types(*, member: Membership, ids: Sequence[UUID]) -> None:
    """Put the aggression types in this order; each must be named once. Raises ListChanged."""
    _reorder(aggression_types_visible_to(member), ids)


@transaction.atomic
def _add(rows: QuerySet[K], member: Membership, code: str, columns: Mapping[str, Any]) -> K:
    last = rows.aggregate(last=Max("order"))["last"]
    row = rows.model(
        organisation=member.organisation,
        code=code,
        order=0 if last is None else last + 1,
        **columns,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CodeTaken from error
    _record(member, "added", row)
    return row


@transaction.atomic
def _change(rows: QuerySet[K], member: Membership, pk: UUID, columns: Mapping[str, Any]) -> K:
    row = one_of(rows.select_for_update(no_key=True), pk)
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
        _record(member, "changed", row)
    return row


@transaction.atomic
def _reorder(rows: QuerySet[K], ids: Sequence[UUID]) -> None:
    stored = {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True)}
    if len(ids) != len(stored) or set(ids) != set(stored):
        raise ListChanged
    for order, pk in enumerate(ids):
        stored[pk].order = order
    rows.model._default_manager.bulk_update(list(stored.values()), ["order"])


def _record(member: Membership, what: str, row: Technique | AggressionType) -> None:
    record_audit(
        organisation=member.organisation,
        actor=member,
        verb=f"{row._meta.model_name}_{what}",
        subject=row,
    )
