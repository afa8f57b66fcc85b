"""Creates the Celery application: queues `media`, `messages`, `default`, `extras`; rules in
settings."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

from deploy.heartbeat import Heartbeat
from deploy.sandbox_check import SandboxCheck
from deploy.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
# When a worker or beat starts, Celery runs Django's system checks, which import the whole HTTP API,
# and ignores what they find. The commands of manage.py run them too, and refuse.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
app = Celery("kalm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
app.steps["worker"].add(Heartbeat)
app.steps["worker"].add(SandboxCheck)


@setup_logging.connect
def log_as_the_server_does(**_: object) -> None:
    """Configure logging as the server does: a receiver of this signal keeps Celery from installing
    its own handlers."""
    dictConfig(settings.LOGGING)
