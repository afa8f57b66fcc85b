"""Settings of the receiver alone: those of the whole, without what only pages and workers need."""

from deploy.settings import *  # noqa: F403

INSTALLED_APPS = [
    "accounts",
    "media",
    # The verbs of accounts import it.
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
BELL = "accounts.doorbell.by_hand"
