"""Formats log lines: readable on a laptop, one JSON object a line in production."""

import os

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

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


renderer: Processor = (
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
