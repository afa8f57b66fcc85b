"""The base of every view: answers nobody caches, in one language per request."""

from typing import Any

from django.utils import translation
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response


class ApiView(GenericAPIView[Any]):
    """A view of the API, for whoever asks."""

    # The stubs know an HttpRequest here; REST framework hands over its own Request.
    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> Response:
        """Which methods there are, in Allow; what they take is in the API's description."""
        return Response(status=204)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Answers are somebody's own: no cache on the way or on a shared phone keeps them."""
        final = super().finalize_response(request, response, *args, **kwargs)
        final.headers.setdefault("Cache-Control", "no-store")
        return final

    def speak(self, language: str) -> None:
        """Answers this request in `language`."""
        translation.activate(language)
        self.request.LANGUAGE_CODE = language
