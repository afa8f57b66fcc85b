"""Lists the routes under /api/v1/{organisation}/."""

from django.urls import URLPattern, path

from media.api import captions, clips, views

urlpatterns: list[URLPattern] = [
    path("uploads", views.UploadsView.as_view(), name="uploads"),
    path("uploads/<uuid:id>", views.UploadView.as_view(), name="upload"),
    path("videos/<uuid:id>", views.VideoView.as_view(), name="video"),
    path(
        "videos/<uuid:id>/captions/<slug:language>",
        captions.CaptionsView.as_view(),
        name="video-captions",
    ),
    path(
        "videos/<uuid:id>/captions/<slug:language>/draft",
        captions.CaptionsDraftView.as_view(),
        name="video-captions-draft",
    ),
    path(
        "videos/<uuid:id>/captions/<slug:language>/proposal",
        captions.CaptionsProposalView.as_view(),
        name="video-captions-proposal",
    ),
    path("videos/<uuid:id>/poster", clips.PosterView.as_view(), name="video-poster"),
    path("videos/<uuid:id>/trim", clips.TrimView.as_view(), name="video-trim"),
    path("videos/<uuid:id>/playback", views.VideoPlaybackView.as_view(), name="video-playback"),
]
