"""Defines thin views, which parse, call the verb and answer."""

from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rest.views import OrganisationView
from media import queries, services
from media.api import creation
from media.api.serializers import NewUpload, UploadSerializer, VideoSerializer
from media.domain import tus
from media.models import Upload
from media.rest.videos import PlaybackSerializer


def _tus_headers(upload: Upload) -> dict[str, str]:
    return tus.RESUMABLE | {
        "Location": services.make_location(upload),
        "Upload-Expires": tus.expires(upload.expires_at),
    }


class UploadsView(OrganisationView):
    """Serves the creation endpoint for tus clients."""

    serializer_class = UploadSerializer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let everybody ask what is spoken here, as tus clients do before they bring a token."""
        if request.method != "OPTIONS":
            super().initial(request, *args, **kwargs)

    # The stubs know an HttpRequest here; REST framework hands over its own Request.
    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        return Response(status=204, headers=tus.announcement(settings.UPLOAD_MAX_BYTES))

    @extend_schema(
        operation_id="createUpload",
        summary="Create an upload as tus clients do",
        description="tus 1.0 creation. Metadata is optional: `filetype` is the kind of file, `id` "
        "and `purpose` are as in `putUpload`, and all of it is told again on HEAD. The bytes go to "
        "the Location. A refusal of 413 says in Tus-Max-Size what is taken.\n\n"
        "Problems: `upload_length_invalid`, `upload_empty`, `upload_metadata_invalid`, "
        "`tus_extension_unsupported` (for Upload-Defer-Length and Upload-Concat), "
        "`body_not_expected`, `tus_version_unsupported`, `content_type_unsupported`, "
        "`upload_too_large`, `quota_exceeded`, `upload_differs`, `upload_expired`, `upload_gone`, "
        "`role_required`, `storage_full`.",
        request=None,
        parameters=[
            OpenApiParameter("Tus-Resumable", str, OpenApiParameter.HEADER, required=True),
            OpenApiParameter("Upload-Length", int, OpenApiParameter.HEADER, required=True),
            OpenApiParameter("Upload-Metadata", str, OpenApiParameter.HEADER),
        ],
        responses={201: OpenApiResponse(description="Created; see Location")},
    )
    def post(self, request: Request, organisation: str) -> Response:
        wanted = creation.read(request)
        upload, _ = services.create_upload(
            owner=self.membership,
            id=wanted.id,
            length=wanted.length,
            content_type=wanted.content_type,
            purpose=wanted.purpose,
            metadata=wanted.metadata,
        )
        return Response(status=201, headers=_tus_headers(upload))

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        response.headers["Tus-Resumable"] = tus.VERSION
        if response.status_code == 413:
            response.headers["Tus-Max-Size"] = str(settings.UPLOAD_MAX_BYTES)
        if response.status_code == 412:
            response.headers["Tus-Version"] = tus.VERSION
        return response


class UploadView(OrganisationView):
    """Serves one of the member's own uploads, by the id that the client made."""

    serializer_class = UploadSerializer

    @extend_schema(operation_id="readUpload", summary="How far an upload is")
    def get(self, request: Request, organisation: str, id: UUID) -> Response:
        """Tells how far the upload is. Problems: `not_found`."""
        upload = queries.upload_of(owner=self.membership, upload_id=id)
        return Response(UploadSerializer(upload).data)

    @extend_schema(
        operation_id="putUpload",
        summary="Create an upload under an id made by the client; again gives the same answer",
        request=NewUpload,
        responses={200: UploadSerializer, 201: UploadSerializer},
    )
    def put(self, request: Request, organisation: str, id: UUID) -> Response:
        """Creates the upload under this id, and repeats the answer where it is there. Problems:
        `upload_length_invalid`, `upload_empty`, `content_type_unsupported`, `upload_too_large`,
        `quota_exceeded`, `upload_differs`, `upload_expired`, `upload_gone`, `role_required` for a
        scene by who is no author, `storage_full`, `invalid`, `not_found`."""
        asked = NewUpload(data=request.data)
        asked.is_valid(raise_exception=True)
        upload, is_new = services.create_upload(
            owner=self.membership, id=id, **asked.validated_data
        )
        data, headers = UploadSerializer(upload).data, _tus_headers(upload)
        return Response(data, status=201 if is_new else 200, headers=headers)

    @extend_schema(
        operation_id="deleteUpload",
        summary="Stop an upload; its bytes are removed",
        responses={204: None},
    )
    def delete(self, request: Request, organisation: str, id: UUID) -> Response:
        """Stops the upload and removes its bytes. Problems: `upload_complete`, `not_found`."""
        upload = queries.upload_of(owner=self.membership, upload_id=id)
        services.terminate_upload(upload_id=upload.pk)
        return Response(status=204)

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        if response.status_code == 413:
            response.headers["Tus-Max-Size"] = str(settings.UPLOAD_MAX_BYTES)
        return response


class VideoView(OrganisationView):
    serializer_class = VideoSerializer

    @extend_schema(operation_id="readVideo", summary="How far a recording of one's own is")
    def get(self, request: Request, organisation: str, id: UUID) -> Response:
        """Tells how far the recording is. Problems: `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        return Response(VideoSerializer(video).data)


class VideoPlaybackView(OrganisationView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playVideo", summary="Watch a recording of one's own")
    def get(self, request: Request, organisation: str, id: UUID) -> Response:
        """Grants the owner a playback of the recording. Problems: `not_found`."""
        video = queries.video_of(viewer=self.membership, video_id=id)
        playback = services.grant_playback(
            video=video, viewer=self.membership, purpose="own_video", session_key=self.session_key
        )
        return Response(PlaybackSerializer(playback).data)
