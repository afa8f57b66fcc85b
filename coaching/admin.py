"""The operator's door: what is held by whom. Marks are read here and never written."""

from django.contrib import admin
from django.http import HttpRequest

from coaching.models import Comment, Lease, Review, Score


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when running
    """Scores are changed by coaches through the API, or not at all."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(ReadOnly):
    list_display = ("id", "attempt", "created_at", "released_at", "released_by")
    list_filter = ("released_at",)
    list_select_related = ("attempt", "released_by__person", "released_by__organisation")


@admin.register(Lease)
class LeaseAdmin(ReadOnly):
    list_display = ("id", "review", "coach", "opened_at", "expires_at", "ended_at")
    list_select_related = ("review", "coach__person", "coach__organisation")


@admin.register(Score)
class ScoreAdmin(ReadOnly):
    list_display = ("id", "review", "criterion", "level", "saved_at")
    list_select_related = ("review", "criterion", "level")
    fields = ("review", "criterion", "level", "coach", "saved_at")


@admin.register(Comment)
class CommentAdmin(ReadOnly):
    list_display = ("id", "review", "kind", "at_ms", "saved_at")
    list_select_related = ("review",)
    fields = ("review", "kind", "at_ms", "coach", "saved_at")
