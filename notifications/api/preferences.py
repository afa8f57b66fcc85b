"""Serves what a member wishes of their own messages over HTTP."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.etags import etag
from core.rest.bodies import KnownMembers
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from notifications import queries, services
from notifications.domain import kinds
from notifications.domain.mail_events import Report
from notifications.models import Channel
from notifications.queries import KindChoice, QuietChoice


class ChannelChoiceSerializer(serializers.Serializer[Any]):
    channel = serializers.ChoiceField(choices=Channel.choices)
    label = serializers.CharField(  # type: ignore[assignment]  # also a word of fields themselves
        help_text="How the channel is called here, in the reader's language."
    )
    wanted = serializers.BooleanField()


class KindChoiceSerializer(serializers.Serializer[KindChoice]):
    kind = serializers.ChoiceField(choices=kinds.choices(), source="kind.name")
    label = serializers.CharField(  # type: ignore[assignment]  # also a word of fields themselves
        source="kind.label", help_text="In the reader's language."
    )
    channels = ChannelChoiceSerializer(many=True)


class PreferencesSerializer(serializers.Serializer[Any]):
    mail_stopped = serializers.ChoiceField(
        choices=["", *Report],
        help_text="Why no mail goes to the caller's address: there is no such mailbox, or a mail "
        "was marked as spam. Empty where it does.",
    )
    kinds = KindChoiceSerializer(many=True)


class PreferenceSerializer(KnownMembers, serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=kinds.choices())
    channel = serializers.ChoiceField(choices=Channel.choices)
    wanted = serializers.BooleanField()


class QuietHoursSerializer(serializers.Serializer[QuietChoice]):
    begins = serializers.CharField(allow_null=True, help_text="Local time, such as 22:00.")
    ends = serializers.CharField(allow_null=True, help_text="Local time, maybe of the next day.")
    time_zone = serializers.CharField(help_text="The member's zone, in which the times are.")


class SetQuietHoursSerializer(KnownMembers, serializers.Serializer[Any]):
    begins = serializers.TimeField(allow_null=True, input_formats=["%H:%M"])
    ends = serializers.TimeField(allow_null=True, input_formats=["%H:%M"])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse one time without the other."""
        for name, other in (("begins", "ends"), ("ends", "begins")):
            if attrs[name] is None and attrs[other] is not None:
                raise serializers.ValidationError(
                    {name: self.fields[name].error_messages["null"]}, code="null"
                )
        return attrs


class Preferences(OrganisationView):
    serializer_class = PreferencesSerializer

    @extend_schema(operation_id="readMessagePreferences")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns the kinds of message that the caller may switch off, and what the caller wants.

        The list of messages in the app is always on, and so is mail about signing in.
        """
        return self._shown()

    @extend_schema(operation_id="setMessagePreference", request=PreferenceSerializer)
    def put(self, request: Request, organisation: str) -> Response:
        """Switches one kind of message through one channel on or off, and returns all of them.
        Repeating changes nothing. What waits to leave is stopped when it is switched off.

        Problems: `always_comes`, `invalid`, `not_found`.
        """
        body = PreferenceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        services.set_preference(membership=self.membership, **body.validated_data)
        return self._shown()

    def _shown(self) -> Response:
        found = {
            "kinds": queries.choices_of(self.membership),
            "mail_stopped": queries.mail_stop_of(self.membership),
        }
        return Response(self.get_serializer(found).data)


class QuietHoursView(OrganisationView):
    serializer_class = QuietHoursSerializer

    @extend_schema(operation_id="readQuietHours", parameters=[ETAG])
    def get(self, request: Request, organisation: str) -> Response:
        """Returns the hours of each day in which the caller gets neither mail nor push."""
        return _answer(queries.quiet_choice_of(self.membership))

    @extend_schema(
        operation_id="setQuietHours",
        request=SetQuietHoursSerializer,
        parameters=[IF_MATCH, ETAG],
        responses={200: QuietHoursSerializer},
    )
    def put(self, request: Request, organisation: str) -> Response:
        """Sets the caller's quiet hours; null for both sets none. They may pass midnight. Mail
        about signing in comes all the same.

        Problems: `quiet_hours_changed` with what stands there now, `if_match_required`,
        `quiet_hours_too_long`, `invalid`.
        """
        body = SetQuietHoursSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return _answer(
            services.set_quiet_hours(
                membership=self.membership, seen=read_precondition(request), **body.validated_data
            )
        )


def _answer(quiet: QuietChoice) -> Response:
    data = QuietHoursSerializer(quiet).data
    return Response(data, headers={"ETag": etag(quiet.version)})
