"""The operator's door: which content there is. It is written by authors, through the verbs."""

from django.contrib import admin
from django.http import HttpRequest

from scenarios.models import AggressionType, RubricVersion, ScenarioVersion, Technique


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when running
    """A change by hand would pass by the checks of publication."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Technique)
class TechniqueAdmin(ReadOnly):
    list_display = ("code", "organisation", "order")
    list_filter = ("organisation",)


@admin.register(AggressionType)
class AggressionTypeAdmin(ReadOnly):
    list_display = ("code", "organisation", "style", "order")
    list_filter = ("organisation", "style")


@admin.register(RubricVersion)
class RubricVersionAdmin(ReadOnly):
    list_display = ("rubric", "number", "published_at", "created_at")
    list_filter = ("rubric__organisation",)
    list_select_related = ("rubric",)


@admin.register(ScenarioVersion)
class ScenarioVersionAdmin(ReadOnly):
    list_display = ("scenario", "number", "published_at", "created_at")
    list_filter = ("scenario__organisation",)
    list_select_related = ("scenario",)
