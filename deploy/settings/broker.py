"""Configures Valkey, and Celery on top of it: queues, routes and time-outs."""

from typing import Any

from deploy import environment as env
from deploy.settings.base import embedded

REDIS_URL = env.broker(env.text("REDIS_URL", embedded("REDIS_URL")))
CACHES = {"default": {"BACKEND": "core.valkey.Valkey", "LOCATION": REDIS_URL}}

# What dispatches tasks: Celery, or in a process without it core.dispatch.over_socket.
DISPATCHER = "core.dispatch.through_celery"
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # A Valkey that hangs or is away must not delay requests: a sweep dispatches again what failed.
    # Without these a dispatch waits for ever, or tries for six seconds.
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_DEFAULT_QUEUE = "default"
# What nobody waits for. Of priorities, 9 is the last in Valkey: a worker that also listens to the
# other queues takes from this one when they are empty.
_LAST: dict[str, Any] = {"queue": "extras", "priority": 9}
CELERY_TASK_ROUTES: dict[str, dict[str, Any]] = {
    "media.add_extras": _LAST,
    "media.draft_captions": _LAST,
    "media.clear_orphans": _LAST,
    "media.*": {"queue": "media"},
    # They open clips, for which their workers have a sandbox.
    "scenarios.check_package": {"queue": "media"},
    "scenarios.import_package": {"queue": "media"},
    "notifications.*": {"queue": "messages"},
}
