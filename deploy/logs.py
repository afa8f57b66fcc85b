"""How log lines look: readable on a laptop, one JSON object a line in production."""

import os

import structlog
from structlog.typing import Processor

shared: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

renderer: Processor = (
    structlog.processors.JSONRenderer()
    if os.environ.get("KALM_MODE") == "production"
    else structlog.dev.ConsoleRenderer(
        # The prettier ones print local variables, which may be personal.
        colors=False,
        exception_formatter=structlog.dev.plain_traceback,
    )
)


def configure() -> None:
    """Sends structlog's own loggers through the standard handlers."""
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
