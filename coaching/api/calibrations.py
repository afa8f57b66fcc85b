"""Serves a coach's licence and the calibrations that give it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.anchors import MOST_CRITERIA, AgreedLevelSerializer
from coaching.api.base import CoachView, created
from coaching.models import Calibration
from coaching.queries.calibrations import calibration_document, calibration_of, licence_of
from coaching.services.licences import begin_calibration, finish_calibration, score_anchor
from core.rest.bodies import KnownMembers, NoMembers
from scenarios.rest import RubricDocumentSerializer


class LicenceSerializer(serializers.Serializer[Any]):
    is_required = serializers.BooleanField(help_text="Without a licence nothing can be taken.")
    needed_percent = serializers.IntegerField(help_text="The weighted kappa needed, times 100.")
    licensed_until = serializers.DateTimeField(allow_null=True, help_text="Null without one.")
    open = serializers.UUIDField(allow_null=True, help_text="The calibration to go on with.")
    last = serializers.UUIDField(allow_null=True, help_text="The one that was finished last.")
    again_at = serializers.DateTimeField(
        allow_null=True, help_text="From when another one may begin; null for at once."
    )
    is_ready = serializers.BooleanField(help_text="There are anchors enough to begin.")


class GivenLevelSerializer(KnownMembers, serializers.Serializer[Any]):
    criterion = serializers.UUIDField()
    level = serializers.UUIDField()


class CalibrationAnchorSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    rubric = RubricDocumentSerializer()
    given = GivenLevelSerializer(many=True)
    agreed = AgreedLevelSerializer(many=True, help_text="Empty until it is finished.")


class CalibrationSerializer(serializers.Serializer[Any]):
    """Describes one's own calibration; how it went is null until it is finished."""

    id = serializers.UUIDField()
    began_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    anchors = CalibrationAnchorSerializer(many=True)
    kappa = serializers.FloatField(allow_null=True)
    needed_percent = serializers.IntegerField(allow_null=True)
    licensed_until = serializers.DateTimeField(
        allow_null=True, help_text="Null where both agree too little."
    )


class ScoreAnchorSerializer(KnownMembers, serializers.Serializer[Any]):
    levels = serializers.ListField(child=GivenLevelSerializer(), max_length=MOST_CRITERIA)


class LicenceView(CoachView):
    serializer_class = LicenceSerializer

    @extend_schema(operation_id="readLicence")
    def get(self, request: Request, organisation: str) -> Response:
        """Say how the caller stands with the organisation's licence for coaches."""
        return Response(LicenceSerializer(licence_of(self.membership)).data)


class CalibrationView(CoachView):
    serializer_class = CalibrationSerializer

    @extend_schema(operation_id="readCalibration")
    def get(self, request: Request, organisation: str, calibration: UUID) -> Response:
        """Serve one's own calibration; what was agreed on only once it is finished. Problems:
        `not_found`."""
        return Response(self._document(calibration_of(self.membership, calibration)))

    @extend_schema(
        operation_id="beginCalibration",
        request=NoMembers,
        responses={201: CalibrationSerializer, 200: CalibrationSerializer},
    )
    def put(self, request: Request, organisation: str, calibration: UUID) -> Response:
        """Begin a calibration under a client-made id, with the anchors of now. One's own open one
        is answered in its place. Repeatable.

        Problems: `calibration_not_ready`, `calibration_too_soon`, `not_found`.
        """
        NoMembers(data=request.data).is_valid(raise_exception=True)
        found, new = begin_calibration(coach=self.membership, calibration=calibration)
        return Response(self._document(found), status=created(new))

    def _document(self, found: Calibration) -> Any:
        document = calibration_document(found, self.person.language)
        return CalibrationSerializer(document).data


class CalibrationAnchorView(CoachView):
    serializer_class = ScoreAnchorSerializer

    @extend_schema(operation_id="scoreAnchor", responses={204: None})
    def put(self, request: Request, organisation: str, calibration: UUID, anchor: UUID) -> Response:
        """Give levels on one anchor, in place of those given before. Repeatable.

        Problems: `calibration_finished`, `invalid` with `unknown_level`, `not_found`.
        """
        body = ScoreAnchorSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        levels = {one["criterion"]: one["level"] for one in body.validated_data["levels"]}
        score_anchor(coach=self.membership, calibration=calibration, anchor=anchor, levels=levels)
        return Response(status=204)


class CalibrationCompletionView(CoachView):
    serializer_class = CalibrationSerializer

    @extend_schema(operation_id="finishCalibration", request=NoMembers)
    def put(self, request: Request, organisation: str, calibration: UUID) -> Response:
        """Compare the levels given with those agreed on, and give a licence where both agree far
        enough. Nothing in it changes afterwards. Repeatable.

        Problems: `calibration_incomplete` with the anchors that lack a level, `not_found`.
        """
        NoMembers(data=request.data).is_valid(raise_exception=True)
        found = finish_calibration(coach=self.membership, calibration=calibration)
        document = calibration_document(found, self.person.language)
        return Response(CalibrationSerializer(document).data)
