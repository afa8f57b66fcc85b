"""Provides the site and the page classes that the operator's pages (Django admin) share.

An operator changes rows through the verbs alone, so that their rules hold and they are audited.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, cast

import structlog
from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.core.exceptions import BadRequest, FieldError, ValidationError
from django.db import DataError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse

from core import client_paths
from core.errors import Refusal
from core.normalisation import normal_line

log = structlog.get_logger(__name__)
View = Callable[..., HttpResponseBase]
# What Django's pages let through to the database or to a column's type, of ids that are none,
# numbers past any column, dates past any calendar, and parts that no list has.
UNREADABLE = (
    DataError,
    DisallowedModelAdminToField,
    FieldError,
    OverflowError,
    ValidationError,
    ValueError,
)
LIBRARIES = ("django.", "allauth.")


class OperatorSite(AdminSite):
    """Serves the pages at /admin/. What can't be read in an address or a form is a 400, no 500.

    Libraries have no pages here: theirs would change groups and addresses past the verbs.
    """

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        if admin_class is None or not admin_class.__module__.startswith(LIBRARIES):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return super().admin_view(_guarded(view), cacheable)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Lead to the client, which asks for a link by mail: Django's page would count no tries at
        the password and tell nobody of the change."""
        return HttpResponseRedirect(client_paths.FORGOTTEN_PASSWORD)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return _guarded(super().login)(request, extra_context)


def _guarded(view: View) -> View:
    @wraps(view)
    def guarding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if any("\0" in text for text in _texts(request)):
            raise BadRequest("NUL in a request")
        try:
            answer = view(request, *args, **kwargs)
            # Lists ask the database, and widgets look up what was chosen, when a page is rendered.
            return answer.render() if isinstance(answer, SimpleTemplateResponse) else answer
        except UNREADABLE as error:
            log.warning("operator_request_unreadable", exc_info=error)
            raise BadRequest("unreadable request") from error

    return guarding


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for sent in (request.GET, request.POST):
        for name, values in sent.lists():
            yield name
            yield from values


class ReadOnly:
    """Makes a ModelAdmin read only, for rows that only verbs may write. Mix in before
    ModelAdmin.
    """

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class Kept:
    """Refuses deletion; mix it in before ModelAdmin, for rows that other apps refer to: the
    database would take their rows along and leave the recordings' files behind. Switch it off
    instead."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class ThroughVerbs:
    """Saves rows by verbs, whose refusals the form shows. Mix in before ModelAdmin.

    A page says which verbs by `added`, `changed` and, where rows are deleted, `deleted`; Django
    writes nothing itself.
    """

    def added(self, request: HttpRequest, values: dict[str, Any]) -> Model:
        """Calls the verb that makes the row of a form's values, and returns the row."""
        raise NotImplementedError

    def changed(self, request: HttpRequest, row: Any, values: dict[str, Any]) -> None:
        """Calls the verbs that change the stored row; `values` are those that the form changes."""
        raise NotImplementedError

    def deleted(self, request: HttpRequest, row: Any) -> None:
        """Calls the verb that deletes the row."""
        raise NotImplementedError

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        page = cast(Any, super())
        try:
            return page.changeform_view(request, *args, **kwargs)
        except (Refusal, ValidationError) as refused:
            # Nothing was written: the page runs in a transaction. The form is shown again.
            request.refused = refused  # type: ignore[attr-defined]
            return page.changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = cast(Any, super()).get_form(request, *args, **kwargs)
        refused = getattr(request, "refused", None)
        return form if refused is None else _refusing(form, refused)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.pk = self.added(request, form.cleaned_data).pk
            obj.refresh_from_db()
            return
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        self.changed(request, type(obj)._default_manager.get(pk=obj.pk), values)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save nothing, since the verbs have written the row."""

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self.deleted(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.deleted(request, row)


class LineField(forms.CharField):
    """Takes a text of one line, normalised as the API does."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return normal_line(text) if isinstance(text, str) else text


def _refusing(form: type[forms.BaseForm], refused: Refusal | ValidationError) -> type:
    """Return the form made to find what the verb refused."""
    told = refused.messages if isinstance(refused, ValidationError) else [str(refused.message)]

    def clean(self: Any) -> Any:
        form.clean(self)
        raise ValidationError(told)

    return type(form.__name__, (form,), {"clean": clean})
