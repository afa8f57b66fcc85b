"""Refusals of this app, and the class that all refusals share."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A verb said no. `code` is stable and for machines, `message` is translated and for people."""

    code = "refused"
    status = 409
    message: str | Promise = _("That can't be done now.")

    def __init__(
        self,
        message: str | Promise | None = None,
        *,
        errors: list[dict[str, str | None]] | None = None,
        retry_after: int | None = None,
    ) -> None:
        """`errors` are {code, detail, attr} of the parts at fault; `retry_after` is in seconds."""
        super().__init__(str(message or self.message))
        if message is not None:
            self.message = message
        self.errors = errors or []
        self.retry_after = retry_after


class NotFound(Refusal):
    """Also the answer for what exists but is not the caller's: nobody learns that it does."""

    code = "not_found"
    status = 404
    message = _("We can't find that here.")


class Unavailable(Refusal):
    """The database or Valkey can't be reached. Nothing was half done; trying again is safe."""

    code = "unavailable"
    status = 503
    message = _("We can't answer right now. Try again in a moment.")


class RoleRequired(Refusal):
    code = "role_required"
    status = 403
    message = _("Your role in this organisation doesn't allow that.")


class AlreadyMember(Refusal):
    code = "already_member"
    message = _("This person is already in your organisation.")


class TeamNameTaken(Refusal):
    code = "team_name_taken"
    message = _("There is already a team with this name.")


class UnknownTeam(Refusal):
    code = "unknown_team"
    status = 400
    message = _("That team is not in your organisation.")


class LastAdmin(Refusal):
    code = "last_admin"
    message = _("An organisation needs at least one admin. Make someone else admin first.")
