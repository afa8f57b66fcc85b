"""Registers until when what an app granted may be watched, where that ends before the grant does.

A grant names its purpose. An app that may call one back registers a check for that purpose in
`AppConfig.ready`; the player asks it with each request, and every few seconds while a file is on
its way.
"""

from collections.abc import Callable
from uuid import UUID

Check = Callable[[UUID, UUID], bool]
"""Tells whether the viewer (a membership) may still watch the video."""

_checks: dict[str, Check] = {}


def watch_while(purpose: str, check: Check) -> None:
    """Have every grant for this purpose end as soon as `check` says so; once for each process."""
    _checks[purpose] = check


def may_still_watch(purpose: str, viewer: UUID, video: UUID) -> bool:
    """Tell whether a grant for this purpose holds; always where nobody registered a check."""
    check = _checks.get(purpose)
    return check is None or check(viewer, video)
