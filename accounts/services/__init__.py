"""Verbs. Each is atomic and takes keyword arguments."""

from accounts.services.audit import record_audit
from accounts.services.mailing import mail_password_changed, mail_reset_link
from accounts.services.members import (
    add_membership,
    add_person,
    change_membership,
    change_roles,
    deactivate,
    reactivate,
)
from accounts.services.own import change_email, rename, set_language, set_time_zone
from accounts.services.teams import add_team, rename_team, set_teams

__all__ = [
    "add_membership",
    "add_person",
    "add_team",
    "change_email",
    "change_membership",
    "change_roles",
    "deactivate",
    "mail_password_changed",
    "mail_reset_link",
    "reactivate",
    "record_audit",
    "rename",
    "rename_team",
    "set_language",
    "set_teams",
    "set_time_zone",
]
