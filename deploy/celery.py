"""The Celery application: queues `media`, `messages`, `default`; schedule and rules in settings."""

import os

from celery import Celery

from deploy.pulse import Pulse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
app = Celery("kalm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(Pulse)
