"""Lists the routes under /api/v1/ that name no organisation."""

from django.urls import path

from accounts.api import own

urlpatterns = [path("me", own.Me.as_view(), name="me")]
