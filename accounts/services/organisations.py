"""A new organisation, with the person who administers it first."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.errors import SlugTaken
from accounts.models import Language, Membership, Organisation, Role
from accounts.services.audit import record_audit
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
    id: UUID | None = None,
) -> Membership:
    """Makes the organisation and its first admin, who is invited; returns the admin's membership.

    For operators. SlugTaken where the slug is in use; ValidationError for a slug, name or address
    that can't be used. Nothing is left of a refused one.
    """
    organisation = Organisation(id=id or new_id(), slug=slug, name=name.strip())
    try:
        with transaction.atomic():
            organisation.full_clean(validate_unique=False)
            organisation.save(force_insert=True)
    except IntegrityError as clash:
        raise SlugTaken from clash
    record_audit(
        organisation=organisation, actor=None, verb="organisation_created", subject=organisation
    )
    return add_member(
        actor=None,
        organisation=organisation,
        email=admin_email,
        name=admin_name,
        roles=[Role.ADMIN],
        language=language,
        time_zone=time_zone,
    )
