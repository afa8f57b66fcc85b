"""Configures logs: one JSON object a line in production, readable lines elsewhere; no personal
data."""

from deploy import environment as env

LOG_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": "ext://deploy.logs.renderer",
            "foreign_pre_chain": "ext://deploy.logs.shared",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # Two lines for each run of each task, every few seconds; verbs log what matters.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        # Anyone can ask for any host: a traceback for each would be a way to fill the disk.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
