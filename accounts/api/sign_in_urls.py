"""Lists the routes under /api/auth/, which are those of allauth's headless API that Kalm uses.
Signing up and changing addresses or phones have no route, so that nothing needs to be switched off.

Those that act on whoever is signed in say for whom they are, as every other write does.
"""

from typing import Any

from allauth.headless.account import views
from allauth.headless.base.views import ConfigView
from allauth.headless.constants import Client
from django.urls import URLPattern, include, path

from accounts.api.sign_in_views import AskForLink, ChangePassword
from accounts.rest.acting import for_the_caller
from accounts.rest.sign_in_body import Members, check_members

ROUTES: dict[str, tuple[str, Any]] = {
    "config": ("config", ConfigView),
    "auth/session": ("current_session", views.SessionView),
    "auth/login": ("login", views.LoginView),
    "auth/reauthenticate": ("reauthenticate", views.ReauthenticateView),
    "auth/password/request": ("request_password_reset", AskForLink),
    "auth/password/reset": ("reset_password", views.ResetPasswordView),
    "account/password/change": ("change_password", ChangePassword),
}
FOR_THE_CALLER = frozenset({"auth/session", "auth/reauthenticate", "account/password/change"})
# What a body may hold, by method; any other is refused.
BODIES: dict[str, Members] = {
    "auth/login": {"POST": ("email", "password")},
    "auth/reauthenticate": {"POST": ("password",)},
    "auth/password/request": {"POST": ("email",)},
    "auth/password/reset": {"POST": ("key", "password")},
    "account/password/change": {"POST": ("current_password", "new_password")},
}


def _view(route: str, view: Any, client: Client) -> Any:
    made = check_members(view.as_api_view(client=client), BODIES.get(route, {}))
    return for_the_caller(made) if route in FOR_THE_CALLER else made


def _routes(client: Client) -> tuple[list[URLPattern], str]:
    patterns = [
        path(f"v1/{route}", _view(route, view, client), name=name)
        for route, (name, view) in ROUTES.items()
    ]
    return patterns, "headless"


app_name = "headless"
urlpatterns = [
    path("browser/", include(_routes(Client.BROWSER), namespace="browser")),
    path("app/", include(_routes(Client.APP), namespace="app")),
]
