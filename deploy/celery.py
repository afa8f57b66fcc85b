"""The Celery application: queues `media`, `messages`, `default`, `extras`; rules in settings."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

from deploy.pulse import Pulse
from deploy.schedule import SCHEDULE
from deploy.walls import Walls

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
app = Celery("kalm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()
app.steps["worker"].add(Pulse)
app.steps["worker"].add(Walls)


@setup_logging.connect
def log_as_the_server_does(**_: object) -> None:
    """Whoever listens here keeps Celery from putting its own handlers in place of ours."""
    dictConfig(settings.LOGGING)
