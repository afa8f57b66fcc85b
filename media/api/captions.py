"""Defines the views that read, write, remove and begin the captions of a recording."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from core.etags import etag
from core.rest.bodies import KnownMembers
from core.rest.conditions import ETAG, IF_MATCH, IF_NONE_MATCH, read_precondition
from core.rest.fields import TextField
from media import queries, services
from media.domain import scripts, webvtt
from media.errors import CaptionerNotConfigured, CaptionsExist, VideoNotReady
from media.models import Captions


class CaptionsBody(KnownMembers, serializers.Serializer[Any]):
    """Takes captions, of which `text` is a whole WebVTT file."""

    # Longer ones reach the verb, which names what is wrong; far longer ones needn't.
    text = TextField(trim_whitespace=False, max_length=2 * webvtt.MAX_CHARACTERS)


class CaptionsSerializer(serializers.ModelSerializer[Captions]):
    version = serializers.CharField(
        read_only=True, help_text="Names this text; a save says by it what it changes."
    )

    class Meta:
        model = Captions
        fields = ["language", "text", "version"]
        read_only_fields = fields


class CaptionsView(OrganisationView):
    """Serves the captions in one language. People who watch get them through the playback's
    links."""

    serializer_class = CaptionsSerializer

    @extend_schema(
        operation_id="readCaptions",
        summary="The captions of a recording of one's own",
        parameters=[ETAG],
    )
    def get(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Returns the captions in this language. Problems: `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        return _answer(queries.captions_of(video, language))

    @extend_schema(
        operation_id="putCaptions",
        summary="Write or change captions; `captions_invalid` names the line at fault",
        request=CaptionsBody,
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        responses={200: CaptionsSerializer, 201: CaptionsSerializer},
    )
    def put(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Stores the captions in this language, in place of earlier ones. Problems:
        `captions_changed` with what stands there now, `if_match_required`, `captions_invalid`,
        `captions_needed` for a customer's clip, `invalid`, `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        body = CaptionsBody(data=request.data)
        body.is_valid(raise_exception=True)
        text = body.validated_data["text"]
        captions, is_new = services.put_captions(
            video=video, language=language, text=text, seen=read_precondition(request)
        )
        return _answer(captions, status=201 if is_new else 200)

    @extend_schema(
        operation_id="deleteCaptions",
        summary="Remove captions; `captions_needed` for a customer's clip",
        parameters=[IF_MATCH],
        responses={204: None},
    )
    def delete(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Removes the captions in this language. Problems: `captions_changed` with what stands
        there now, `if_match_required`, `captions_needed`, `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        services.remove_captions(video=video, language=language, seen=read_precondition(request))
        return Response(status=204)


def _answer(captions: Captions, status: int = 200) -> Response:
    data = CaptionsSerializer(captions).data
    return Response(data, status=status, headers={"ETag": etag(captions.version)})


class DraftSerializer(serializers.Serializer[Any]):
    """Says whether a first version can be asked for now, and else the code with which
    `draftCaptions` would refuse."""

    is_possible = serializers.BooleanField(read_only=True)
    code = serializers.CharField(allow_null=True, read_only=True)

    class Meta:
        ref_name = "CaptionsDraft"


class CaptionsDraftView(OrganisationView):
    """Makes a first version from the speech, where this installation has a model for that."""

    serializer_class = DraftSerializer
    without_body: ClassVar = frozenset({"POST"})

    @extend_schema(
        operation_id="readCaptionsDraft",
        summary="Whether captions can be written from the speech, before anybody is offered it",
    )
    def get(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Tells whether captions can be written from the speech of this recording. Problems:
        `not_found`."""
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
        """Begins a draft, which a worker writes. Problems: `captioner_not_configured`,
        `captions_exist`, `video_not_ready`, `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        services.ask_for_draft(video=video, language=language)
        return Response(status=202)


class ScriptSerializer(KnownMembers, serializers.Serializer[Any]):
    """Takes in `script` what is spoken, as plain text. The end of a line ends a caption."""

    script = TextField(max_length=scripts.MAX_CHARACTERS)


class ProposalSerializer(serializers.Serializer[Any]):
    """Gives in `text` a whole WebVTT file, which is stored nowhere yet."""

    text = serializers.CharField(read_only=True)

    class Meta:
        ref_name = "CaptionsProposal"


class CaptionsProposalView(OrganisationView):
    """Makes captions from the text that is spoken, to adjust and then to save with
    `putCaptions`."""

    serializer_class = ProposalSerializer

    @extend_schema(
        operation_id="proposeCaptions",
        summary="Cut a spoken text into captions and spread them over the speech; stores nothing",
        request=ScriptSerializer,
        responses={200: ProposalSerializer},
    )
    def post(self, request: Request, organisation: str, id: UUID, language: str) -> Response:
        """Returns captions of the script, each of which has at most two lines of 42 characters and
        is shown for one to seven seconds, where the text allows. Problems: `script_too_long`,
        `video_not_ready`, `invalid`, `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        body = ScriptSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        text = services.propose_captions(
            video=video, language=language, script=body.validated_data["script"]
        )
        return Response(ProposalSerializer({"text": text}).data)
