"""Names the routes under /api/v1/{organisation}/."""

from django.urls import path

from coaching.api import (
    coaches,
    examples,
    feedback,
    marks,
    phrases,
    regrades,
    released,
    statistics,
    views,
    withdrawal,
)

urlpatterns = [
    path("queue", views.QueueView.as_view(), name="queue"),
    path(
        "queue/<uuid:submission>/conflict",
        coaches.OwnConflictView.as_view(),
        name="own-conflict",
    ),
    path("conflicts", coaches.OwnConflictsView.as_view(), name="own-conflicts"),
    path("coaches", coaches.CoachesView.as_view(), name="coaches"),
    path("coaches/<uuid:coach>/scope", coaches.CoachScopeView.as_view(), name="coach-scope"),
    path(
        "coaches/<uuid:coach>/conflicts/<uuid:member>",
        coaches.ConflictView.as_view(),
        name="conflict",
    ),
    path("coaching-rules", coaches.CoachingRulesView.as_view(), name="coaching-rules"),
    path("leases", views.LeasesView.as_view(), name="leases"),
    path("leases/<uuid:lease>", views.LeaseView.as_view(), name="lease"),
    path("leases/<uuid:lease>/renewal", views.LeaseRenewalView.as_view(), name="lease-renewal"),
    path("phrases", phrases.PhrasesView.as_view(), name="phrases"),
    path("phrases/<uuid:phrase>", phrases.PhraseView.as_view(), name="phrase"),
    path("regrades/<uuid:id>", regrades.RegradeView.as_view(), name="regrade"),
    path("reviews", released.ReleasedReviewsView.as_view(), name="released-reviews"),
    path("reviews/<uuid:review>", views.ReviewView.as_view(), name="review"),
    path(
        "reviews/<uuid:review>/takes/<uuid:take>/playback",
        views.ReviewedTakePlaybackView.as_view(),
        name="reviewed-take-playback",
    ),
    path(
        "reviews/<uuid:review>/scenes/<uuid:scene>/playback",
        views.ReviewScenePlaybackView.as_view(),
        name="review-scene-playback",
    ),
    path(
        "reviews/<uuid:review>/scenes/<uuid:scene>/example/playback",
        examples.ReviewExamplePlaybackView.as_view(),
        name="review-example-playback",
    ),
    path("reviews/<uuid:review>/release", views.ReviewReleaseView.as_view(), name="review-release"),
    path(
        "reviews/<uuid:review>/scores/<uuid:criterion>",
        marks.ScoreView.as_view(),
        name="review-score",
    ),
    path(
        "reviews/<uuid:review>/comments/<uuid:comment>",
        marks.CommentView.as_view(),
        name="review-comment",
    ),
    path(
        "attempts/<uuid:attempt>/withdrawal",
        withdrawal.WithdrawalView.as_view(),
        name="withdrawal",
    ),
    path(
        "scenario-versions/<uuid:version>/statistics",
        statistics.StatisticsView.as_view(),
        name="statistics",
    ),
    path("feedback/<uuid:attempt>", feedback.FeedbackView.as_view(), name="feedback"),
    path(
        "feedback/<uuid:attempt>/reading",
        feedback.FeedbackReadingView.as_view(),
        name="feedback-reading",
    ),
]
