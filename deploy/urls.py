"""All routes: the API, sign-in, the operator's door, health, and the web client for the rest."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

STOREYS = ("accounts", "notifications", "media", "scenarios", "training", "coaching")

urlpatterns = [
    path("api/auth/", include("allauth.headless.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    *(path("api/v1/<slug:organisation>/", include(f"{storey}.api.urls")) for storey in STOREYS),
    path("admin/", admin.site.urls),
]
