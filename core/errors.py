"""Defines the class that all refusals share, and the refusals that no app owns."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A verb refused to act. `code` is stable and for machines, `message` is translated and for
    people."""

    code = "refused"
    status = 409
    message: str | Promise = _("That can't be done now.")

    def __init__(
        self,
        message: str | Promise | None = None,
        *,
        errors: list[dict[str, str | None]] | None = None,
        retry_after: int | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        """Take the refusal's details: `errors` are {code, detail, attr} of the parts at fault;
        `retry_after` is in seconds; `members` are JSON values that the problem document has
        besides (RFC 9457, 3.2)."""
        super().__init__(str(message or self.message))
        if message is not None:
            self.message = message
        self.errors = errors or []
        self.retry_after = retry_after
        self.members = dict(members or {})


class NotFound(Refusal):
    """The row does not exist, or is not the caller's: both get the same answer, so that nobody
    learns which rows exist."""

    code = "not_found"
    status = 404
    message = _("We can't find that here.")


class IfMatchRequired(Refusal):
    """The change has no If-Match, so that it could overwrite someone's work unseen (RFC 6585)."""

    code = "if_match_required"
    status = 428
    message = _("Say in If-Match which state you are changing.")


class Unavailable(Refusal):
    """The database or Valkey can't be reached. Nothing was half done; trying again is safe."""

    code = "unavailable"
    status = 503
    message = _("We can't answer right now. Try again in a moment.")
