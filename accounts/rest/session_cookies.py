"""Says when a browser is to forget its session."""

from django.conf import settings
from django.contrib.sessions import middleware
from django.http import HttpRequest, HttpResponse


class SessionMiddleware(middleware.SessionMiddleware):
    """Middleware that takes a session's cookie away where the request ended that session, and
    nowhere else.

    Django's takes it away also where the cookie names a session that is gone. A new password renews
    the session, and what was on its way with the one before would take the new one's cookie away.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        session = getattr(request, "session", None)
        if session is not None and not session.modified:
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer
