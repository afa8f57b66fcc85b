"""Captions of one's own recording: read, write, remove."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField
from media import queries, services
from media.domain import webvtt
from media.errors import CaptionerNotConfigured, CaptionsExist, VideoNotReady
from media.models import Captions


class CaptionsBody(KnownMembers, serializers.Serializer[Any]):
    """`text` is a whole WebVTT file."""

    # Longer ones reach the verb, which names what is wrong; far longer ones needn't.
    text = TextField(trim_whitespace=False, max_length=2 * webvtt.MAX_CHARACTERS)


class CaptionsSerializer(serializers.ModelSerializer[Captions]):
    class Meta:
        model = Captions
        fields = ["language", "text"]
        read_only_fields = fields


class CaptionsView(OrganisationView):
    """Serves the captions in one language. People who watch get them through the playback's
    links."""

    serializer_class = CaptionsSerializer

    @extend_schema(operation_id="readCaptions", summary="The captions of a recording of one's own")
    def get(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Problems: `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        return Response(CaptionsSerializer(queries.captions_of(video, language)).data)

    @extend_schema(
        operation_id="putCaptions",
        summary="Write or change captions; `captions_invalid` names the line at fault",
        request=CaptionsBody,
        responses={200: CaptionsSerializer, 201: CaptionsSerializer},
    )
    def put(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Problems: `captions_invalid`, `invalid`, `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        body = CaptionsBody(data=request.data)
        body.is_valid(raise_exception=True)
        text = body.validated_data["text"]
        captions, is_new = services.put_captions(video=video, language=language, text=text)
        return Response(CaptionsSerializer(captions).data, status=201 if is_new else 200)

    @extend_schema(
        operation_id="deleteCaptions",
        summary="Remove captions; `captions_needed` for a customer's clip",
        responses={204: None},
    )
    def delete(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Problems: `captions_needed`, `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        services.remove_captions(video=video, language=language)
        return Response(status=204)


class DraftSerializer(serializers.Serializer[Any]):
    """Says whether a first version can be asked for now, and else the code with which
    `draftCaptions` would refuse."""

    is_possible = serializers.BooleanField(read_only=True)
    code = serializers.CharField(allow_null=True, read_only=True)

    class Meta:
        ref_name = "CaptionsDraft"


class CaptionsDraftView(OrganisationView):
    """A first version from the speech, where this installation has a model for that."""

    serializer_class = DraftSerializer

    @extend_schema(
        operation_id="readCaptionsDraft",
        summary="Whether captions can be written from the speech, before anybody is offered it",
    )
    def get(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Problems: `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        code = None
        try:
            services.check_draft(video=video, language=language)
        except (CaptionerNotConfigured, VideoNotReady, CaptionsExist) as refusal:
            code = refusal.code
        return Response(DraftSerializer({"is_possible": code is None, "code": code}).data)

    @extend_schema(
        operation_id="draftCaptions",
        summary="Have captions written from the speech; they appear when they are done",
        request=None,
        responses={202: None},
    )
    def post(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Problems: `captioner_not_configured`, `captions_exist`, `video_not_ready`,
        `not_found`.
        """
        video = queries.video_of(viewer=self.membership, video_id=id)
        services.ask_for_draft(video=video, language=language)
        return Response(status=202)
