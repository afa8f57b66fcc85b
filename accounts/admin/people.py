"""Lets operators add and change people who sign in."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.domain.addresses import is_mailable, normal_address
from accounts.models import Language, Person
from accounts.rest.operators import operator_of
from core.admin_base import Kept, LineField, ThroughVerbs

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


class AddressField(forms.EmailField):
    """Takes a mail address in the one spelling that is stored."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return normal_address(text) if isinstance(text, str) else text

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not is_mailable(value):
            raise ValidationError(_("We can't send mail to this address."), code="invalid")


class PersonForm(ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Person
        fields = ("email", "name", "language", "is_active", "is_staff", "is_superuser")
        field_classes = {"email": AddressField, "name": LineField}


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg]
    """Asks for a password, or none: the person then gets a link by "forgotten password"."""

    class Meta:
        model = Person
        fields = ("email", "name", "language")
        field_classes = {"email": AddressField, "name": LineField}


@admin.register(Person)
class PersonAdmin(ThroughVerbs, Kept, admin.ModelAdmin):  # type: ignore[type-arg]
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

    def added(self, request: HttpRequest, values: dict[str, Any]) -> Person:
        return services.create_person(
            operator=operator_of(request),
            email=values["email"],
            name=values["name"],
            language=Language(values["language"]),
            password=values["password1"] if values.get("set_usable_password") else None,
        )

    def changed(self, request: HttpRequest, row: Any, values: dict[str, Any]) -> None:
        services.change_person(
            operator=operator_of(request), person=row, change=services.PersonChange(**values)
        )
