"""Routes under /api/v1/{organisation}/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
