"""Lets operators add and change memberships, whose person and organisation never change."""

from typing import Any

from django import forms
from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import Membership, Role
from accounts.rest.operators import operator_of
from core.admin_base import Kept, ThroughVerbs

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


class MembershipForm(ModelForm):  # type: ignore[type-arg]
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        label=_("Roles"),
        required=False,
    )

    class Meta:
        model = Membership
        fields: tuple[str, ...] = (
            "person",
            "organisation",
            "roles",
            "teams",
            "leads",
            "time_zone",
            "is_active",
        )


class NewMembershipForm(MembershipForm):
    """Asks for at least one role: somebody new has something to do here."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple, label=_("Roles")
    )

    class Meta(MembershipForm.Meta):
        fields = (*MembershipForm.Meta.fields, "name")


@admin.register(Membership)
class MembershipAdmin(ThroughVerbs, Kept, admin.ModelAdmin):  # type: ignore[type-arg]
    form = MembershipForm
    list_display = ("person", "organisation", "roles", "time_zone", "is_active")
    list_filter = ("organisation", "is_active")
    list_select_related = ("person", "organisation")
    search_fields = ("person__email", "person__name")
    autocomplete_fields = ("person", "organisation", "teams", "leads")
    kept_fields = ("person", "organisation", "roles", "teams", "leads", "time_zone")
    # The name that the organisation knows: of what others call the person it learns nothing.
    add_fields = (*kept_fields, "name")
    fields = (*kept_fields, "is_active", "created_at")

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> Any:
        return self.fields if obj else self.add_fields

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> Any:
        return ("person", "organisation", "created_at") if obj else ()

    def get_form(
        self,
        request: HttpRequest,
        obj: Membership | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewMembershipForm
        return super().get_form(request, obj, change, **kwargs)

    def added(self, request: HttpRequest, values: dict[str, Any]) -> Membership:
        operator = operator_of(request)
        made = services.add_membership(actor=operator, **_as_verbs_take(values))
        services.invite(actor=operator, membership=made)
        return made

    def changed(self, request: HttpRequest, row: Any, values: dict[str, Any]) -> None:
        services.change_membership(
            actor=operator_of(request), membership=row, **_as_verbs_take(values)
        )


def _as_verbs_take(values: dict[str, Any]) -> dict[str, Any]:
    """Return the form's values with roles as Role and teams by id."""
    taken = dict(values)
    if "roles" in taken:
        taken["roles"] = [Role(role) for role in taken["roles"]]
    for name in ("teams", "leads"):
        if name in taken:
            taken[name] = [team.pk for team in taken[name]]
    return taken
