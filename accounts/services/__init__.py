"""Exports the verbs, each of which is atomic and takes keyword arguments."""

from accounts.services.audit import Actor, Operator, last_audited_at, record_audit
from accounts.services.correcting import change_member, correct_person
from accounts.services.inviting import add_member, invite
from accounts.services.members import (
    add_membership,
    add_person,
    change_membership,
    change_roles,
    deactivate,
    reactivate,
)
from accounts.services.organisations import (
    OrganisationChange,
    change_organisation,
    create_organisation,
)
from accounts.services.own import change_email, rename, set_language, set_time_zone
from accounts.services.passwords import (
    announce_password_change,
    make_password_key,
    renew_hash,
    replace_password,
    request_password_link,
)
from accounts.services.people import PersonChange, change_person, create_person
from accounts.services.teams import (
    add_team,
    hold_teams,
    lock_teams,
    remove_team,
    rename_team,
    set_leads,
    set_teams,
)

__all__ = [
    "Actor",
    "Operator",
    "OrganisationChange",
    "PersonChange",
    "add_member",
    "add_membership",
    "add_person",
    "add_team",
    "announce_password_change",
    "change_email",
    "change_member",
    "change_membership",
    "change_organisation",
    "change_person",
    "change_roles",
    "correct_person",
    "create_organisation",
    "create_person",
    "deactivate",
    "hold_teams",
    "invite",
    "last_audited_at",
    "lock_teams",
    "make_password_key",
    "reactivate",
    "record_audit",
    "remove_team",
    "rename",
    "rename_team",
    "renew_hash",
    "replace_password",
    "request_password_link",
    "set_language",
    "set_leads",
    "set_teams",
    "set_time_zone",
]
