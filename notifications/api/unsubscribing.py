"""Serves the link in a mail that switches its kind off: without signing in, and at once.

Who holds the secret of a mail may do no more than this. RFC 8058 wants one POST to do it, from a
mail provider that sends no cookie and has no CSRF token; a GET, which scanners follow, must not.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from core import client_paths
from core.errors import NotFound
from core.rest.bodies import KnownMembers
from core.rest.views import ApiView
from notifications import queries, services
from notifications.queries import KindChoice


@method_decorator(csrf_exempt, name="dispatch")
class OneClick(View):
    """Serves the address that List-Unsubscribe names."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Switch the mail's kind off, whatever the body says; repeatable."""
        try:
            services.choose_by_key(key=key, wanted=False)
        except NotFound:
            return _plain("This is no link of ours.", status=404)
        return _plain("Done.")

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Lead a person to the page that shows the choice. It changes nothing."""
        return HttpResponseRedirect(settings.PUBLIC_URL + client_paths.UNSUBSCRIBE.format(key=key))


def _plain(text: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(text, status=status, content_type="text/plain")
    answer["Cache-Control"] = "no-store"
    return answer


class MailChoiceSerializer(serializers.Serializer[KindChoice]):
    label = serializers.CharField(  # type: ignore[assignment]  # also a word of fields themselves
        source="kind.label", help_text="What the messages are about."
    )
    wanted = serializers.SerializerMethodField()

    def get_wanted(self, choice: KindChoice) -> bool:
        [channel] = choice.channels
        return channel.wanted


class MailWantedSerializer(KnownMembers, serializers.Serializer[Any]):
    wanted = serializers.BooleanField()


class MailChoice(ApiView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = MailChoiceSerializer

    @extend_schema(operation_id="readMailChoice")
    def get(self, request: Request, key: str) -> Response:
        """Returns whether the messages that a mail's secret is about are wanted. Nobody need be
        signed in.

        Problems: `not_found`.
        """
        return self._shown(key)

    @extend_schema(operation_id="setMailChoice", request=MailWantedSerializer)
    def put(self, request: Request, key: str) -> Response:
        """Switches the messages that a mail's secret is about on or off, at once. Repeating changes
        nothing. Nobody need be signed in.

        Problems: `invalid`, `not_found`.
        """
        body = MailWantedSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.choose_by_key(key=key, wanted=body.validated_data["wanted"])
        return self._shown(key)

    def _shown(self, key: str) -> Response:
        return Response(self.get_serializer(queries.choice_by_key(key)).data)
