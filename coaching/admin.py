"""Shows operators which lease is whose. Marks are read here and never written."""

from django.contrib import admin

from coaching.models import Comment, Lease, Review, Score
from core.admin_base import ReadOnly

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


@admin.register(Review)
class ReviewAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "submission", "purpose", "created_at", "released_at", "released_by")
    list_filter = ("purpose", "released_at")
    list_select_related = ("submission", "released_by__person", "released_by__organisation")
    fields = (
        "submission",
        "purpose",
        "rubric_version",
        "asked_by",
        "created_at",
        "released_at",
        "released_by",
        "finished_at",
        "approved_by",
    )


@admin.register(Lease)
class LeaseAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "review", "coach", "opened_at", "expires_at", "ended_at")
    list_select_related = ("review", "coach__person", "coach__organisation")


@admin.register(Score)
class ScoreAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "review", "criterion", "level", "saved_at")
    list_select_related = ("review", "criterion", "level")
    fields = ("review", "criterion", "level", "coach", "saved_at")


@admin.register(Comment)
class CommentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "review", "kind", "at_ms", "saved_at")
    ordering = ("-saved_at", "-id")  # the coach's page makes the ids
    list_select_related = ("review", "take", "criterion")
    fields = ("review", "take", "criterion", "kind", "at_ms", "until_ms", "coach", "saved_at")
