"""Lets operators add and change organisations and their teams."""

from typing import Any

from django import forms
from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.admin.people import AddressField
from accounts.models import Language, Organisation, Team
from accounts.rest.operators import operator_of
from core.admin_base import Kept, LineField, ThroughVerbs
from core.zones import validate_zone

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


class OrganisationForm(ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Organisation
        fields = ("slug", "name", "video_retention_days", "is_active")
        field_classes = {"name": LineField}


class NewOrganisationForm(ModelForm):  # type: ignore[type-arg]
    """Asks for an organisation and its first admin, who is invited."""

    admin_email = AddressField(label=_("Mail address of the first admin"))
    admin_name = LineField(label=_("Name of the first admin"), max_length=200)
    language = forms.ChoiceField(choices=Language.choices, label=_("Language"))
    time_zone = forms.CharField(
        max_length=64, initial="Europe/Amsterdam", validators=[validate_zone], label=_("Time zone")
    )

    class Meta:
        model = Organisation
        fields = ("slug", "name")
        field_classes = {"name": LineField}


@admin.register(Organisation)
class OrganisationAdmin(ThroughVerbs, Kept, admin.ModelAdmin):  # type: ignore[type-arg]
    form = OrganisationForm
    list_display = ("slug", "name", "is_active", "video_retention_days", "created_at")
    list_filter = ("is_active",)
    search_fields = ("slug", "name")
    fields = ("slug", "name", "video_retention_days", "is_active", "created_at")
    add_fields = ("slug", "name", "admin_email", "admin_name", "language", "time_zone")
    readonly_fields = ("created_at",)

    def get_fields(self, request: HttpRequest, obj: Organisation | None = None) -> Any:
        return self.fields if obj else self.add_fields

    def get_form(
        self,
        request: HttpRequest,
        obj: Organisation | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewOrganisationForm
        return super().get_form(request, obj, change, **kwargs)

    def added(self, request: HttpRequest, values: dict[str, Any]) -> Organisation:
        values["language"] = Language(values["language"])
        made = services.create_organisation(actor=operator_of(request), **values)
        return made.organisation

    def changed(self, request: HttpRequest, row: Any, values: dict[str, Any]) -> None:
        change = services.OrganisationChange(**values)
        services.change_organisation(actor=operator_of(request), organisation=row, change=change)


class TeamForm(ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Team
        fields = ("organisation", "name")
        field_classes = {"name": LineField}


@admin.register(Team)
class TeamAdmin(ThroughVerbs, admin.ModelAdmin):  # type: ignore[type-arg]
    form = TeamForm
    list_display = ("name", "organisation")
    list_filter = ("organisation",)
    list_select_related = ("organisation",)
    search_fields = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Team | None = None) -> Any:
        return ("organisation",) if obj else ()

    def added(self, request: HttpRequest, values: dict[str, Any]) -> Team:
        return services.add_team(actor=operator_of(request), **values)

    def changed(self, request: HttpRequest, row: Any, values: dict[str, Any]) -> None:
        if values:
            services.rename_team(actor=operator_of(request), team=row, name=values["name"])

    def deleted(self, request: HttpRequest, row: Any) -> None:
        services.remove_team(actor=operator_of(request), team=row)
