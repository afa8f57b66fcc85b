"""Names the routes under /api/v1/{organisation}/."""

from django.urls import path

from coaching.api import (
    adjudications,
    assignments,
    coaches,
    disputes,
    drafts,
    examples,
    fairness,
    feedback,
    figures,
    follow_ups,
    loop,
    marks,
    phrases,
    queue,
    recordings,
    regrades,
    released,
    retakes,
    statistics,
    tags,
    views,
    withdrawal,
)

urlpatterns = [
    path("queue", queue.QueueView.as_view(), name="queue"),
    path("queue/filters", queue.QueueFiltersView.as_view(), name="queue-filters"),
    path("assignments", assignments.AssignmentsView.as_view(), name="assignments"),
    path(
        "assignments/<uuid:submission>",
        assignments.AssignmentView.as_view(),
        name="assignment",
    ),
    path(
        "coaches/<uuid:coach>/hand-over",
        assignments.HandOverView.as_view(),
        name="hand-over",
    ),
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
    path("kept-drafts", drafts.KeptDraftsView.as_view(), name="kept-drafts"),
    path("kept-drafts/<uuid:draft>", drafts.KeptDraftView.as_view(), name="kept-draft"),
    path("coaching-rules", coaches.CoachingRulesView.as_view(), name="coaching-rules"),
    path("leases", views.LeasesView.as_view(), name="leases"),
    path("leases/<uuid:lease>", views.LeaseView.as_view(), name="lease"),
    path("leases/<uuid:lease>/renewal", views.LeaseRenewalView.as_view(), name="lease-renewal"),
    path("phrases", phrases.PhrasesView.as_view(), name="phrases"),
    path("phrases/<uuid:phrase>", phrases.PhraseView.as_view(), name="phrase"),
    path("regrades/<uuid:id>", regrades.RegradeView.as_view(), name="regrade"),
    path("coaching-figures", figures.CoachingFiguresView.as_view(), name="coaching-figures"),
    path("fairness", fairness.FairnessView.as_view(), name="fairness"),
    path("reviews", released.ReleasedReviewsView.as_view(), name="released-reviews"),
    path("feedback-loop", loop.LoopView.as_view(), name="feedback-loop"),
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
    path(
        "reviews/<uuid:review>/recordings/<uuid:recording>/playback",
        recordings.ReviewRecordingPlaybackView.as_view(),
        name="review-recording-playback",
    ),
    path(
        "feedback/<uuid:attempt>/recordings/<uuid:recording>/playback",
        recordings.FeedbackRecordingPlaybackView.as_view(),
        name="feedback-recording-playback",
    ),
    path("reviews/<uuid:review>/release", views.ReviewReleaseView.as_view(), name="review-release"),
    path(
        "reviews/<uuid:review>/scores/<uuid:criterion>",
        marks.ScoreView.as_view(),
        name="review-score",
    ),
    path("reviews/<uuid:review>/tags/<uuid:scene>", tags.TagView.as_view(), name="review-tag"),
    path(
        "reviews/<uuid:review>/comments/<uuid:comment>",
        marks.CommentView.as_view(),
        name="review-comment",
    ),
    path(
        "reviews/<uuid:review>/retake-request",
        retakes.RetakeRequestView.as_view(),
        name="retake-request",
    ),
    path(
        "reviews/<uuid:review>/follow-ups/<uuid:id>",
        follow_ups.ReviewFollowUpView.as_view(),
        name="review-follow-up",
    ),
    path(
        "feedback/<uuid:attempt>/follow-ups/<uuid:id>",
        follow_ups.FeedbackFollowUpView.as_view(),
        name="feedback-follow-up",
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
    path("adjudications", adjudications.AdjudicationsView.as_view(), name="adjudications"),
    path("disputes", disputes.DisputesView.as_view(), name="disputes"),
    path(
        "feedback/<uuid:attempt>/dispute", disputes.DisputeView.as_view(), name="feedback-dispute"
    ),
    path("feedback/<uuid:attempt>", feedback.FeedbackView.as_view(), name="feedback"),
    path(
        "feedback/<uuid:attempt>/reading",
        feedback.FeedbackReadingView.as_view(),
        name="feedback-reading",
    ),
]
