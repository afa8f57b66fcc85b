"""Adds people to an organisation, who hear of it and get a link to begin."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts import signals
from accounts.errors import MemberInactive
from accounts.models import Language, Membership, Organisation, Role
from accounts.services.audit import Actor, record_audit
from accounts.services.members import add_membership, add_person


@transaction.atomic
def add_member(
    *,
    actor: Actor,
    organisation: Organisation,
    email: str,
    name: str,
    roles: Collection[Role],
    language: Language = Language.DUTCH,
    teams: Collection[UUID] = (),
    leads: Collection[UUID] = (),
    time_zone: str = "Europe/Amsterdam",
) -> Membership:
    """Adds a person to the organisation and invites them. AlreadyMember also for someone who was
    let go. A person who uses Kalm elsewhere keeps their own name and language, and this
    organisation calls them by `name`: nobody learns by an address who somebody is elsewhere."""
    membership = add_membership(
        actor=actor,
        organisation=organisation,
        person=add_person(email=email, name=name, language=language),
        roles=roles,
        name=name.strip(),
        teams=teams,
        leads=leads,
        time_zone=time_zone,
    )
    invite(actor=actor, membership=membership)
    return membership


@transaction.atomic
def invite(*, actor: Actor, membership: Membership) -> None:
    """Mails the member a link to begin, again where that went wrong before. MemberInactive for
    someone who was let go."""
    if not membership.is_active:
        raise MemberInactive
    record_audit(
        organisation=membership.organisation, actor=actor, verb="invited", subject=membership
    )
    signals.member_invited.send(Membership, membership=membership)
