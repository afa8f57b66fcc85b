"""The operator's pages: people, organisations, teams, memberships; the audit log to look at."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AdminUserCreationForm
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import services
from accounts.models import AuditEvent, Membership, Organisation, Person, Team
from accounts.rest import known_devices
from core.admin_base import ReadOnly

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


class LowerCase:
    """Mix in before a form with an address: the one spelling that the database takes."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class OperatorSignIn(AdminAuthenticationForm):
    """Tries count, together with those at the API's sign-in: Django's own form counts none."""

    def clean(self) -> dict[str, Any]:
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if email and password:
            adapter = get_adapter(self.request)
            user = adapter.authenticate(self.request, email=email, password=password)
            if user is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(user)
            self.user_cache = user
            if self.request is not None:
                known_devices.remember(self.request, user.email)
        return self.cleaned_data


admin.site.login_form = OperatorSignIn


class Kept:
    """Mix in before ModelAdmin, for rows that other apps refer to: the database would take their
    rows along and leave the recordings' files behind. Switch it off instead."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class PersonForm(LowerCase, ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Person
        fields = ("email", "name", "language", "is_active", "is_staff", "is_superuser")


class NewPersonForm(LowerCase, AdminUserCreationForm):  # type: ignore[type-arg]
    """A password now, or none: then the person asks for a link through "forgotten password"."""

    class Meta:
        model = Person
        fields = ("email", "name", "language")


@admin.register(Person)
class PersonAdmin(Kept, admin.ModelAdmin):  # type: ignore[type-arg]
    form = PersonForm
    list_display = ("email", "name", "language", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "language")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "language", "is_active", "is_staff", "is_superuser", "last_login")
    add_fields = ("email", "name", "language", "usable_password", "password1", "password2")
    readonly_fields = ("last_login",)

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        return self.fields if obj else self.add_fields

    def get_form(
        self, request: HttpRequest, obj: Person | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs |= {"form": NewPersonForm, "fields": NewPersonForm.Meta.fields}
        return super().get_form(request, obj, change, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Person, form: "ModelForm[Person]", change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        services.change_email(person=obj, email=obj.email)


@admin.register(Organisation)
class OrganisationAdmin(Kept, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("slug", "name", "is_active", "video_retention_days", "created_at")
    list_filter = ("is_active",)
    search_fields = ("slug", "name")
    readonly_fields = ("created_at",)


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "organisation")
    list_filter = ("organisation",)
    list_select_related = ("organisation",)
    search_fields = ("name",)


@admin.register(Membership)
class MembershipAdmin(Kept, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("person", "organisation", "roles", "time_zone", "is_active")
    list_filter = ("organisation", "is_active")
    list_select_related = ("person", "organisation")
    search_fields = ("person__email", "person__name")
    autocomplete_fields = ("person", "organisation", "teams")
    readonly_fields = ("created_at",)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("at", "organisation", "verb", "object_type", "object_id")
    list_filter = ("organisation", "verb")
    list_select_related = ("organisation",)
    search_fields = ("object_id",)
    ordering = ("-id",)
    show_full_result_count = False
