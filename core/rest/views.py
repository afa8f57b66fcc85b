"""Provides the base of every view: answers that no cache keeps, in one language per request."""

from typing import Any, ClassVar

from django.utils import translation
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest.bodies import NoMembers


class ApiView(GenericAPIView[Any]):
    """Serves one route of the API, with or without a signed-in person.

    `without_body` names the methods that take no body: one with anything in it is refused, so that
    nobody believes in what was ignored.
    """

    without_body: ClassVar[frozenset[str]] = frozenset({"DELETE"})

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in self.without_body:
            NoMembers(data=request.data).is_valid(raise_exception=True)

    # The stubs know an HttpRequest here; REST framework hands over its own Request.
    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the allowed methods in Allow; the API's description says what they take."""
        return Response(status=204)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Forbid caching: answers belong to one person, so no proxy and no shared phone may keep
        them."""
        final = super().finalize_response(request, response, *args, **kwargs)
        final.headers.setdefault("Cache-Control", "no-store")
        return final

    def speak(self, language: str) -> None:
        """Answer this request in `language`."""
        translation.activate(language)
        self.request.LANGUAGE_CODE = language
