"""Names the routes of colleagues who look along, under /api/v1/{organisation}/."""

from django.urls import path

from coaching.api.peers import invitations, requests, rules

urlpatterns = [
    path("peer-rules", rules.PeerRulesView.as_view(), name="peer-rules"),
    path(
        "attempts/<uuid:attempt>/peer-invitations",
        invitations.PeerInvitationsView.as_view(),
        name="peer-invitations",
    ),
    path(
        "attempts/<uuid:attempt>/peer-invitations/<uuid:id>",
        invitations.PeerInvitationView.as_view(),
        name="peer-invitation",
    ),
    path(
        "attempts/<uuid:attempt>/peer-invitations/<uuid:id>/feedback",
        invitations.PeerFeedbackView.as_view(),
        name="peer-feedback",
    ),
    path(
        "attempts/<uuid:attempt>/peer-feedback/reading",
        invitations.PeersReadingView.as_view(),
        name="peer-feedback-reading",
    ),
    path("peer-requests", requests.PeerRequestsView.as_view(), name="peer-requests"),
    path("peer-requests/<uuid:id>", requests.PeerRequestView.as_view(), name="peer-request"),
    path(
        "peer-requests/<uuid:id>/takes/<uuid:take>/playback",
        requests.PeerTakePlaybackView.as_view(),
        name="peer-take-playback",
    ),
    path(
        "peer-requests/<uuid:id>/scenes/<uuid:scene>/playback",
        requests.PeerScenePlaybackView.as_view(),
        name="peer-scene-playback",
    ),
    path(
        "peer-requests/<uuid:id>/comments/<uuid:comment>",
        requests.PeerCommentView.as_view(),
        name="peer-comment",
    ),
    path(
        "peer-requests/<uuid:id>/sending",
        requests.PeerSendingView.as_view(),
        name="peer-sending",
    ),
    path(
        "peer-requests/<uuid:id>/refusal",
        requests.PeerRefusalView.as_view(),
        name="peer-refusal",
    ),
]
