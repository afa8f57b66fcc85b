"""Registers the operator's pages of people, organisations, teams, memberships and the audit log."""

from accounts.admin import audit, members, organisations, people, sign_in

__all__ = ["audit", "members", "organisations", "people", "sign_in"]
