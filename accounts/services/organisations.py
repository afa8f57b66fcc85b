"""Makes an organisation, with the person who administers it first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.errors import SlugTaken
from accounts.models import Language, Membership, Organisation, Person, Role
from accounts.services.audit import Actor, record_audit
from accounts.services.inviting import add_member
from core.ids import new_id


@transaction.atomic
def create_organisation(
    *,
    slug: str,
    name: str,
    admin_email: str,
    admin_name: str,
    language: Language = Language.DUTCH,
    time_zone: str = "Europe/Amsterdam",
    actor: Actor = None,
    id: UUID | None = None,
) -> Membership:
    """Makes the organisation and its first admin, who is invited; returns the admin's membership.

    For operators. SlugTaken where the slug is in use; ValidationError for a slug, name or address
    that can't be used. Nothing is left of a refused one.
    """
    organisation = Organisation(id=id or new_id(), slug=slug, name=name.strip())
    organisation.clean_fields()
    admin = Person(email=admin_email, name=admin_name, language=language)
    admin.clean_fields(exclude=["password"])  # add_member leaves this check to its callers
    _save(organisation, force_insert=True)
    _audit(actor, "organisation_created", organisation)
    return add_member(
        actor=actor,
        organisation=organisation,
        email=admin_email,
        name=admin_name,
        roles=[Role.ADMIN],
        language=language,
        time_zone=time_zone,
    )


@dataclass(frozen=True)
class OrganisationChange:
    """Names what is to be different; None leaves a part as it is."""

    slug: str | None = None
    name: str | None = None
    video_retention_days: int | None = None
    review_promise_hours: int | None = None
    is_active: bool | None = None


@transaction.atomic
def change_organisation(
    *, actor: Actor, organisation: Organisation, change: OrganisationChange
) -> Organisation:
    """Make several changes at once, all or none. For operators. SlugTaken where the slug is in use;
    ValidationError for a value that can't be used."""
    new = {name: value for name, value in vars(change).items() if value is not None}
    new = {name: value for name, value in new.items() if getattr(organisation, name) != value}
    if not new:
        return organisation
    for name, value in new.items():
        setattr(organisation, name, value)
    organisation.clean_fields()
    _save(organisation, update_fields=sorted(new))
    codes = {name: value for name, value in new.items() if name not in {"slug", "name"}}
    _audit(actor, "organisation_changed", organisation, parts=sorted(new), **codes)
    return organisation


def _save(organisation: Organisation, **how: Any) -> None:
    try:
        with transaction.atomic():
            organisation.save(**how)
    except IntegrityError as clash:
        raise SlugTaken from clash


def _audit(actor: Actor, verb: str, organisation: Organisation, **detail: Any) -> None:
    record_audit(
        organisation=organisation, actor=actor, verb=verb, subject=organisation, detail=detail
    )
