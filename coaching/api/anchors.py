"""Serves the anchors, the clips that coaches are calibrated by, to those who make them."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from accounts.rest.views import OrganisationView
from coaching.api.base import created
from coaching.domain.licences import FEWEST_ANCHORS
from coaching.models import Anchor
from coaching.queries.anchors import MAKERS, anchor_line, anchors_in, is_set_ready, watched_anchor
from coaching.services.anchors import Agreed, NewAnchor, make_anchor, retire_anchor
from core.rest.bodies import KnownMembers
from core.rest.fields import LineField, TextField
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback

TITLE_MAX, REASON_MAX, MOST_CRITERIA = 120, 2000, 30


class AgreedLevelSerializer(serializers.Serializer[Any]):
    """Describes the level that was agreed on for one criterion, and why."""

    criterion = serializers.UUIDField()
    name = serializers.CharField(help_text="The criterion's.")
    level = serializers.UUIDField()
    value = serializers.IntegerField()
    of = serializers.IntegerField(help_text="The highest level of the criterion.")
    level_name = serializers.CharField()
    reason = serializers.CharField()


class AnchorSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    video = serializers.UUIDField()
    video_state = serializers.CharField()
    rubric_version = serializers.UUIDField()
    made_by_name = serializers.CharField()
    made_at = serializers.DateTimeField()
    levels = AgreedLevelSerializer(many=True)


class AnchorsSerializer(serializers.Serializer[Any]):
    """Describes the set that calibrations are made of now."""

    is_ready = serializers.BooleanField(
        help_text="It can give a licence: there are enough, with more than one level among them."
    )
    fewest = serializers.IntegerField(help_text="How many it needs.")
    anchors = AnchorSerializer(many=True)


class AgreeLevelSerializer(KnownMembers, serializers.Serializer[Any]):
    criterion = serializers.UUIDField()
    level = serializers.UUIDField()
    reason = TextField(max_length=REASON_MAX, help_text="Coaches read it after they scored.")


class MakeAnchorSerializer(KnownMembers, serializers.Serializer[Any]):
    title = LineField(max_length=TITLE_MAX)
    video = serializers.UUIDField(help_text="A ready clip of the organisation's library.")
    rubric_version = serializers.UUIDField(help_text="A published one.")
    levels = serializers.ListField(
        child=AgreeLevelSerializer(),
        max_length=MOST_CRITERIA,
        help_text="One for each criterion.",
    )


class AnchorsView(OrganisationView):
    allowed = MAKERS
    serializer_class = AnchorsSerializer

    @extend_schema(operation_id="listAnchors", responses=AnchorsSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        """Serve the anchors that coaches are calibrated by, with what was agreed on. For authors
        and admins."""
        here, language = self.membership.organisation_id, self.person.language
        lines = [anchor_line(one, language) for one in anchors_in(here)]
        found = {"is_ready": is_set_ready(here), "fewest": FEWEST_ANCHORS, "anchors": lines}
        return Response(AnchorsSerializer(found).data)


class AnchorView(OrganisationView):
    allowed = MAKERS
    serializer_class = MakeAnchorSerializer

    @extend_schema(
        operation_id="makeAnchor",
        request=MakeAnchorSerializer,
        responses={201: AnchorSerializer, 200: AnchorSerializer},
    )
    def put(self, request: Request, organisation: str, anchor: UUID) -> Response:
        """Make an anchor under a client-made id: a clip, and the agreed level on each criterion of
        a published rubric. It never changes; the same again gets the same answer. For authors and
        admins.

        Problems: `invalid` with `unknown_clip`, with `unknown_rubric` or with
        `levels_missing`; `too_many_anchors`, `id_in_use`, `role_required`, `not_found`.
        """
        body = MakeAnchorSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        levels = [Agreed(**one) for one in data.pop("levels")]
        row, new = make_anchor(
            actor=self.membership, anchor=anchor, made=NewAnchor(**data, levels=levels)
        )
        found = anchors_in(self.membership.organisation_id).filter(pk=row.pk).first()
        line = anchor_line(found or Anchor.objects.get(pk=row.pk), self.person.language)
        return Response(AnchorSerializer(line).data, status=created(new))

    @extend_schema(operation_id="retireAnchor", responses={204: None})
    def delete(self, request: Request, organisation: str, anchor: UUID) -> Response:
        """Leave an anchor out of the calibrations that begin from now on. Repeatable.

        Problems: `calibration_not_ready` where a licence is required that what is left can't give;
        `role_required`, `not_found`.
        """
        retire_anchor(actor=self.membership, anchor=anchor)
        return Response(status=204)


class AnchorPlaybackView(OrganisationView):
    allowed = MAKERS | {Role.COACH}
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playAnchor", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, anchor: UUID) -> Response:
        """Return where to play the clip of an anchor: for who makes anchors, and for a coach in
        whose calibration it is. Problems: `not_found`, `role_required`."""
        found = watched_anchor(self.membership, anchor)
        grant = grant_playback(
            video=found.video,
            viewer=self.membership,
            purpose="anchor",
            session_key=self.session_key,
        )
        return Response(represent_playback(grant))
