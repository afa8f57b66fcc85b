"""Formats log lines: readable on a laptop, one JSON object a line in production."""

import os
import re

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

CAPABILITIES = ("uploads", "playback", "unsubscribe", "api/unsubscribe", "api/calendar")
"""Beginnings of paths after which a secret follows; deploy/nginx.conf leaves out the same."""

# At the beginning of a path or after a host: a file's path may have such a folder, too.
_CAPABILITY = re.compile(
    rf"((?<![\w./-])|https?://[^/\s]+)/({'|'.join(CAPABILITIES)})/[^\s\"'\\<>]+"
)

shared: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class _OneObjectALine:
    """Formats a line as JSON with the traceback as text, since a failure logged without its cause
    is of little use.

    Local variables stay out of it, for they may be personal.
    """

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str | bytes:
        with_traceback = structlog.processors.format_exc_info(logger, name, event)
        return structlog.processors.JSONRenderer()(logger, name, with_traceback)


def without_capabilities(line: str) -> str:
    """Return the line without the secrets that stand in paths, such as that of a calendar."""
    return _CAPABILITY.sub(r"\1/\2/...", line)


class _Masked:
    """Formats a line by another renderer and takes the secrets out, wherever they stand: in the
    event, in a value, or in the text of an exception."""

    def __init__(self, inner: Processor) -> None:
        self._inner = inner

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> str:
        return without_capabilities(str(self._inner(logger, name, event)))


renderer: Processor = _Masked(
    _OneObjectALine()
    if os.environ.get("KALM_MODE") == "production"
    else structlog.dev.ConsoleRenderer(
        # The prettier ones print local variables, too.
        colors=False,
        exception_formatter=structlog.dev.plain_traceback,
    )
)


def configure() -> None:
    """Send structlog's own loggers through the standard handlers."""
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
