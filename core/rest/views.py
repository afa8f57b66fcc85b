"""Provides the base of every view: answers that no cache keeps, in one language per request."""

from typing import Any

from django.utils import translation
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response


class ApiView(GenericAPIView[Any]):
    """Serves one route of the API, with or without a signed-in person."""

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
