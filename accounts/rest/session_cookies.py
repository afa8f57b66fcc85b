"""Says when a browser is to forget its session."""

from django.conf import settings
from django.contrib.sessions import middleware
from django.http import HttpRequest, HttpResponse

API = "/api/v1/"


class SessionMiddleware(middleware.SessionMiddleware):
    """Middleware that takes a session's cookie away where the request ended that session, and
    nowhere else.

    Django's takes it away also where the cookie names a session that is gone. A new password renews
    the session, and what was on its way with the one before would take the new one's cookie away.
    A request that read the old session just before that ends it where it meets the hash of the new
    password, to the same effect. Nobody signs out below API, so nothing there takes the cookie.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        session = getattr(request, "session", None)
        cookie = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is None or cookie is None or cookie.value:
            return answer
        if not session.modified or request.path.startswith(API):
            del answer.cookies[settings.SESSION_COOKIE_NAME]
        return answer
