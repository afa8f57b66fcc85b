"""Registers what else uses a clip of the library, so that it is not deleted.

An app that shows clips outside scenarios registers a check in `AppConfig.ready`.
"""

from collections.abc import Callable
from uuid import UUID

Check = Callable[[UUID], bool]
"""Tells whether the clip is in use."""

_checks: list[Check] = []


def keep_while(check: Check) -> None:
    """Have every clip stay for which `check` says so; once for each process."""
    _checks.append(check)


def is_used_elsewhere(clip: UUID) -> bool:
    """Tell whether something besides scenarios uses the clip."""
    return any(check(clip) for check in _checks)
