"""Shows operators which content there is. Authors write it, through the verbs."""

from django.contrib import admin

from core.admin_base import ReadOnly
from scenarios.models import AggressionType, RubricVersion, ScenarioVersion, Technique

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


@admin.register(Technique)
class TechniqueAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("code", "organisation", "order")
    list_filter = ("organisation",)


@admin.register(AggressionType)
class AggressionTypeAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("code", "organisation", "style", "order")
    list_filter = ("organisation", "style")


@admin.register(RubricVersion)
class RubricVersionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("rubric", "number", "published_at", "created_at")
    ordering = ("-created_at", "-id")  # the author's page makes the ids
    list_filter = ("rubric__organisation",)
    list_select_related = ("rubric",)


@admin.register(ScenarioVersion)
class ScenarioVersionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("scenario", "number", "published_at", "created_at")
    ordering = ("-created_at", "-id")  # the author's page makes the ids
    list_filter = ("scenario__organisation",)
    list_select_related = ("scenario",)
