"""The REST API knows its caller by a browser's session with CSRF, or by an app's session token."""

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request


class CsrfFailed(PermissionDenied):
    default_code = "csrf_failed"
    default_detail = _("This page is out of date. Reload it and try again.")


class Session(SessionAuthentication):
    """Authenticates by Django's session, and answers 401 rather than 403 when nobody is signed
    in."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as refused:
            raise CsrfFailed from refused


class AppToken(XSessionTokenAuthentication):  # type: ignore[misc]  # allauth ships no types
    """Authenticates by allauth's token for clients without cookies, in the X-Session-Token
    header."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


# no-untyped-call below: drf-spectacular registers each extension by a call without types.
class AppTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.rest.authentication.AppToken"
    name = "appToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "X-Session-Token"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.rest.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
