"""The operator's pages: people, organisations, teams, memberships; the audit log to look at."""

from accounts.admin import audit, members, organisations, people, sign_in

__all__ = ["audit", "members", "organisations", "people", "sign_in"]
