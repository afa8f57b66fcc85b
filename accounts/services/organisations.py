"""A new organisation, with the person who administers it first."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.addresses import is_mailable, normal_address
from accounts.errors import SlugTaken
from accounts.models import Language, Membership, Organisation, Person, Role
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
    organisation.clean_fields()
    _check_admin(admin_email, admin_name, language)
    try:
        with transaction.atomic():
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


def _check_admin(email: str, name: str, language: Language) -> None:
    """ValidationError where the address or the name is none."""
    person = Person(email=normal_address(email), name=name.strip(), language=language)
    person.clean_fields(exclude=["password"])
    if not is_mailable(person.email):
        raise ValidationError({"email": _("We can't send mail to this address.")})
