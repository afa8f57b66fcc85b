"""The Celery application: queues `media`, `messages`, `default`; schedule and rules in settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
app = Celery("kalm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
