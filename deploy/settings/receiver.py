"""Configures the receiver's own process: all settings, without those that only pages and workers
need."""

from deploy.settings import *

INSTALLED_APPS = [
    "core",
    "accounts",
    "media",
    # The verbs of accounts import it.
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
DISPATCHER = "core.dispatch.over_socket"
