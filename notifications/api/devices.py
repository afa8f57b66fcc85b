"""Serves the browsers that get a person's push notifications over HTTP."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.outgoing import LONGEST_ADDRESS
from core.rest.bodies import KnownMembers
from core.rest.fields import LineField
from notifications import queries, services
from notifications.channels import vapid
from notifications.models import Device


class DeviceSerializer(serializers.ModelSerializer[Device]):
    class Meta:
        model = Device
        fields: ClassVar = ["id", "label", "seen_at", "disabled_reason"]
        read_only_fields: ClassVar = fields


class DevicesSerializer(serializers.Serializer[Any]):
    server_key = serializers.CharField(
        help_text="The key to subscribe with, in base64url; empty where push is off."
    )
    devices = DeviceSerializer(many=True)


class RegisterDeviceSerializer(KnownMembers, serializers.Serializer[Any]):
    endpoint = LineField(max_length=LONGEST_ADDRESS)
    p256dh = LineField(max_length=100)
    auth = LineField(max_length=40)
    label = LineField(max_length=60, allow_blank=True)  # type: ignore[assignment]  # also a word of fields


class Devices(OrganisationView):
    serializer_class = DevicesSerializer

    @extend_schema(operation_id="listDevices")
    def get(self, request: Request, organisation: str) -> Response:
        """Returns the key with which a browser subscribes, and the browsers that get the caller's
        notifications. No address or key of a subscription is ever shown."""
        found = {
            "server_key": vapid.public_key(),
            "devices": queries.own_devices(self.person),
        }
        return Response(self.get_serializer(found).data)


class DeviceView(OrganisationView):
    serializer_class = DeviceSerializer

    @extend_schema(
        operation_id="registerDevice",
        request=RegisterDeviceSerializer,
        responses={200: DeviceSerializer, 201: DeviceSerializer},
    )
    def put(self, request: Request, organisation: str, device: UUID) -> Response:
        """Lets this browser get the caller's notifications, of every organisation that the caller
        is in, under an id that the client makes. Repeating tells that the browser is still in use.

        Problems: `subscription_invalid`, `invalid`, `not_found` for an id that is somebody else's.
        """
        body = RegisterDeviceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = dict(body.validated_data)
        row, is_new = services.register_device(
            person=self.person,
            device=device,
            label=asked.pop("label"),
            subscription=services.Subscription(**asked),
            session=self.session_key,
        )
        return Response(self.get_serializer(row).data, status=201 if is_new else 200)

    @extend_schema(operation_id="removeDevice", responses={204: None})
    def delete(self, request: Request, organisation: str, device: UUID) -> Response:
        """Lets a browser of the caller's get nothing any more; repeatable.

        Problems: `not_found` for somebody else's.
        """
        services.remove_device(person=self.person, device=device)
        return Response(status=204)
