"""Adds people to an organisation, changes their roles, and lets them go and back in."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts import queries
from accounts.domain.addresses import normal_address
from accounts.errors import AlreadyMember, LastAdmin
from accounts.models import Language, Membership, Organisation, Person, Role
from accounts.services.audit import Actor, record_audit
from accounts.services.own import set_time_zone
from accounts.services.teams import hold_teams, set_leads, set_teams
from core.zones import validate_zone


@transaction.atomic
def add_person(*, email: str, name: str, language: Language = Language.DUTCH) -> Person:
    """Return the person with this address: a new one without a password (they choose one through
    "forgotten password"), or the one that signs in with it already, unchanged."""
    address = normal_address(email)
    # Locked, so that a correction of the address at the same instant comes before or after.
    person, _made = Person.objects.select_for_update(no_key=True).get_or_create(
        email=address,
        defaults={"name": name.strip(), "language": language, "password": make_password(None)},
    )
    return person


@transaction.atomic
def add_membership(
    *,
    actor: Actor,
    organisation: Organisation,
    person: Person,
    roles: Collection[Role],
    name: str = "",
    teams: Collection[UUID] = (),
    leads: Collection[UUID] = (),
    time_zone: str = "Europe/Amsterdam",
) -> Membership:
    """Make the person a member of the organisation. `name` is what the organisation calls the
    person, and "" stands for the person's own. AlreadyMember also for someone who was let go:
    reactivate that membership instead."""
    validate_zone(time_zone)
    membership = Membership(
        person=person,
        organisation=organisation,
        name="" if name == person.name else name,
        roles=_tidy(roles),
        time_zone=time_zone,
    )
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as clash:
        raise AlreadyMember from clash
    _audit(actor, "membership_added", membership, roles=membership.roles)
    if teams:
        set_teams(actor=actor, membership=membership, teams=teams)
    if leads:
        set_leads(actor=actor, membership=membership, teams=leads)
    return membership


@transaction.atomic
def change_membership(
    *,
    actor: Actor,
    membership: Membership,
    roles: Collection[Role] | None = None,
    teams: Collection[UUID] | None = None,
    leads: Collection[UUID] | None = None,
    time_zone: str | None = None,
    is_active: bool | None = None,
) -> Membership:
    """Make several changes of a membership at once, all or none; None leaves a part as it is."""
    # In the order in which rows are locked: the organisation first, and what training plans last.
    if roles is not None or is_active is not None:
        lock_admins(membership)
    if teams is not None or leads is not None:
        # All at once, also those that are left: whoever removes one waits for what names it.
        hold_teams(teams={*_teams_of(membership), *(teams or ()), *(leads or ())})
    if teams is not None:
        set_teams(actor=actor, membership=membership, teams=teams)
    if leads is not None:
        set_leads(actor=actor, membership=membership, teams=leads)
    if is_active is not None:
        (reactivate if is_active else deactivate)(actor=actor, membership=membership)
    if roles is not None:
        change_roles(actor=actor, membership=membership, roles=roles)
    if time_zone is not None:
        set_time_zone(actor=actor, membership=membership, time_zone=time_zone)
    return membership


@transaction.atomic
def change_roles(*, actor: Actor, membership: Membership, roles: Collection[Role]) -> Membership:
    """Give the member exactly these roles, at once in force. LastAdmin where the organisation would
    be left without an active admin."""
    was_admin = lock_admins(membership)
    was, membership.roles = membership.roles, _tidy(roles)
    membership.save(update_fields=["roles"])
    keep_an_admin(membership, was_admin)
    _audit(actor, "roles_changed", membership, was=was, roles=membership.roles)
    return membership


@transaction.atomic
def deactivate(*, actor: Actor, membership: Membership) -> Membership:
    """Let the member go: they can't come in any more and get no messages; what they did stays."""
    return _set_active(actor, membership, is_active=False)


@transaction.atomic
def reactivate(*, actor: Actor, membership: Membership) -> Membership:
    """Let the member back in, with the roles and teams of before."""
    return _set_active(actor, membership, is_active=True)


def _set_active(actor: Actor, membership: Membership, *, is_active: bool) -> Membership:
    was_admin = lock_admins(membership)
    if membership.is_active == is_active:
        return membership
    membership.is_active = is_active
    membership.save(update_fields=["is_active"])
    keep_an_admin(membership, was_admin)
    _audit(actor, "reactivated" if is_active else "deactivated", membership)
    return membership


def _teams_of(membership: Membership) -> set[UUID]:
    """Return the teams that the member is in or leads."""
    own = (rows.values_list("pk", flat=True) for rows in (membership.teams, membership.leads))
    return {pk for pks in own for pk in pks}


def _tidy(roles: Collection[Role]) -> list[str]:
    """Return each role once, in the order of Role, so that equal sets are equal lists."""
    return [role.value for role in Role if role in roles]


def lock_admins(membership: Membership) -> bool:
    """Lock the organisation's admins until the transaction ends, and return whether this member is
    one of them: of two admins who dismiss each other at the same instant, the second waits here."""
    # Not for its key: others write rows of the organisation meanwhile, and may hold what we need.
    Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    membership.refresh_from_db(fields=["roles", "is_active"])
    return queries.active_admins_of(membership.organisation_id).filter(pk=membership.pk).exists()


def keep_an_admin(membership: Membership, was_admin: bool) -> None:
    """Raise LastAdmin where the change of an admin left the organisation without an active one."""
    if was_admin and not queries.active_admins_of(membership.organisation_id).exists():
        raise LastAdmin


def _audit(actor: Actor, verb: str, membership: Membership, **detail: Any) -> None:
    record_audit(
        organisation=membership.organisation,
        actor=actor,
        verb=verb,
        subject=membership,
        detail=detail,
    )
