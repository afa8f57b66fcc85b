"""Routes under /api/v1/{organisation}/."""

from django.urls import URLPattern, path

from media.api import captions, views

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
    path("videos/<uuid:id>/playback", views.VideoPlaybackView.as_view(), name="video-playback"),
]
