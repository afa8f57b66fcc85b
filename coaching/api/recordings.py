"""Answers the routes that play what coaches recorded as comments."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Membership
from accounts.rest.views import OrganisationView
from coaching.api.base import CoachView
from coaching.queries.recordings import recording_for, recording_in
from coaching.queries.reviews import review_for
from media.models import Video
from media.rest import PlaybackSerializer, represent_playback
from media.services import grant_playback


class ReviewRecordingPlaybackView(CoachView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playReviewRecording", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, review: UUID, recording: UUID) -> Response:
        """Return a short-lived address of a comment's recording, for a coach who may see the
        review. Problems: `not_found`."""
        found = recording_in(review_for(self.membership, review), recording)
        return _playback(found, self.membership, self.session_key)


class FeedbackRecordingPlaybackView(OrganisationView):
    serializer_class = PlaybackSerializer

    @extend_schema(operation_id="playFeedbackRecording", responses=PlaybackSerializer)
    def get(self, request: Request, organisation: str, attempt: UUID, recording: UUID) -> Response:
        """Return a short-lived address of what a coach recorded about one's own attempt. Problems:
        `not_found`, also until it is released."""
        found = recording_for(self.membership, attempt, recording)
        return _playback(found, self.membership, self.session_key)


def _playback(video: Video, viewer: Membership, session_key: str) -> Response:
    granted = grant_playback(video=video, viewer=viewer, purpose="comment", session_key=session_key)
    return Response(represent_playback(granted))
