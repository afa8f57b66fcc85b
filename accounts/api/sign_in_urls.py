"""Routes under /api/auth/: of allauth's headless API just what Kalm uses. Signing up, changing
addresses and phones are left out, so that there is nothing to forget to close."""

from typing import Any

from allauth.headless.account import views
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
from django.urls import URLPattern, include, path

ROUTES: dict[str, tuple[str, Any]] = {
    "config": ("config", ConfigView),
    "auth/session": ("current_session", views.SessionView),
    "auth/login": ("login", views.LoginView),
    "auth/reauthenticate": ("reauthenticate", views.ReauthenticateView),
    "auth/password/request": ("request_password_reset", views.RequestPasswordResetView),
    "auth/password/reset": ("reset_password", views.ResetPasswordView),
    "account/password/change": ("change_password", views.ChangePasswordView),
}


def _routes(client: Client) -> tuple[list[URLPattern], str]:
    patterns = [
        path(f"v1/{route}", view.as_api_view(client=client), name=name)
        for route, (name, view) in ROUTES.items()
    ]
    return patterns, "headless"


app_name = "headless"
urlpatterns = [
    path("browser/", include(_routes(Client.BROWSER), namespace="browser")),
    path("app/", include(_routes(Client.APP), namespace="app")),
]
