"""Classifies what Slack answers with status 200 to a look-up of a person and to a post. Pure.

Slack says in the answer's body that it refuses, and about whom. What it says of Kalm's token, app
or workspace holds for everybody.
"""

import json
import re

from notifications.domain.replies import Fault

NO_SUCH_PERSON = frozenset(
    {
        "users_not_found",
        "user_not_found",
        "user_disabled",
        "user_not_visible",
        "channel_not_found",
        "cannot_dm_bot",
        "is_archived",
        "not_in_channel",
    }
)

REFUSES_US = frozenset(
    {
        "access_denied",
        "accesslimited",
        "account_inactive",
        "deprecated_endpoint",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "messages_tab_disabled",
        "method_deprecated",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "rate_limited",
        "ratelimited",
        "service_unavailable",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)

PARTLY_DONE = frozenset({"fatal_error", "internal_error"})
"""Failures of Slack's own, of which it says that part of the request may have been done."""


def error_of(answer: bytes) -> str:
    """Return the code with which Slack refuses; "refused" for a refusal without one, and an empty
    text for any other answer."""
    try:
        said = json.loads(answer)
    except ValueError:
        return ""
    if not isinstance(said, dict) or said.get("ok") is not False:
        return ""
    error = said.get("error")
    is_code = isinstance(error, str) and re.fullmatch(r"[a-z_]{1,40}", error)
    return str(error) if is_code else "refused"


def fault_of(error: str) -> Fault:
    """Return whom this refusal is about. One that is not known here may be about us or about this
    message alone: it waits, and holds up no other."""
    if error in NO_SUCH_PERSON:
        return Fault.MAIL
    return Fault.CHANNEL if error in REFUSES_US | PARTLY_DONE else Fault.US
