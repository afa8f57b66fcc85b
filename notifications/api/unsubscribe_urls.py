"""Lists the routes under /api/unsubscribe/, which need nobody to be signed in."""

from django.urls import path

from notifications.api import unsubscribing

urlpatterns = [
    path("<str:key>", unsubscribing.OneClick.as_view(), name="unsubscribe"),
    path("<str:key>/choice", unsubscribing.MailChoice.as_view(), name="unsubscribe-choice"),
]
