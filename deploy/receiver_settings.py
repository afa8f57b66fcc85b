"""Settings of the receiver alone: those of the whole, without the apps that only pages need."""

from deploy.settings import *  # noqa: F403

INSTALLED_APPS = [
    "accounts",
    "notifications",
    "media",
    "deploy",
    # The verbs of accounts import it.
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
