"""The operator's pages answer no hostile value with 5xx."""

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.test import Client

from accounts.models import Membership, Person
from core.ids import new_id
from tests.cast import PASSWORD, Cast

pytestmark = [
    pytest.mark.slow,
    # A filter by date in an address has no time zone; Django takes it as UTC, with a warning.
    pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning"),
]
HOSTILE = ["\0", "a\0b", "x", "9" * 30, "-1", "\ud800", "0001-01-01", "9999-12-31 23:59:59+00:00"]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
LOOKUPS = ("", "__exact", "__id__exact", "__isnull", "__in", "__gte", "__lt", "__year", "__no")


@pytest.fixture
def operator(cast: Cast, caplog: pytest.LogCaptureFixture) -> Client:
    # A refusal is what is asked for here: its traceback, several times a request, tells nothing.
    for name in ("django.request", "core.admin_base"):
        caplog.set_level(logging.ERROR, logger=name)
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root"))
    return client


def _shown(text: str) -> str:
    return ascii(text)[:40]


def _sent(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def _post(client: Client, url: str, form: Mapping[str, str]) -> Any:
    """Encode a form as a browser does, also half characters, which Django's client can't write."""
    body = "&".join(f"{_sent(name)}={_sent(text)}" for name, text in form.items())
    return client.post(url, body, content_type="application/x-www-form-urlencoded")


def _list_of(model: type) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"  # type: ignore[attr-defined]  # every model has it


def _faults(client: Client, urls: list[str]) -> list[str]:
    return [url for url in urls if client.get(url).status_code >= 500]


def _names_in(client: Client, url: str) -> list[str]:
    """Return the names of all fields that the form on a page has."""
    page: Any = client.get(url)
    assert page.status_code == 200
    return list(page.context["adminform"].form.fields)


def _filters() -> list[tuple[str, str]]:
    """Return a list and a filter of it for each class of field that any list is filtered by.

    What a lookup makes of a value depends on the field's class alone.
    """
    found: dict[type, tuple[str, str]] = {}
    for model in MODELS:
        for entry in admin.site._registry[model].list_filter:
            assert isinstance(entry, str)
            kind = type(get_fields_from_path(model, entry)[-1])
            found.setdefault(kind, (_list_of(model), entry))
    return list(found.values())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_page_of_a_model_answers_with_a_fault_of_ours(model: type, operator: Client) -> None:
    path, page = _list_of(model), admin.site._registry[model]
    failed = []
    for text in HOSTILE:
        sent = _sent(text)
        urls = [f"{path}?{name}={sent}" for name in ("q", "id", "pk", "id__in")]
        urls += [f"{path}{sent}/{view}" for view in ("", "change/", "delete/", "history/")]
        urls += [f"{path}add/?person={sent}", f"{path}{new_id()}/change/?_to_field={sent}"]
        failed += _faults(operator, urls)
        for action in (*(page.actions or ()), "delete_selected"):
            form = {"action": str(action), "_selected_action": text, "index": text}
            if _post(operator, path, form).status_code >= 500:
                failed.append(f"POST {path} {form}")
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nor_does_a_filter(text: str, operator: Client) -> None:
    filters = _filters()
    assert len(filters) > 3
    urls = [f"{path}?{name}{lookup}={_sent(text)}" for path, name in filters for lookup in LOOKUPS]
    assert _faults(operator, urls) == []


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nor_does_a_parameter_that_every_list_reads(text: str, operator: Client) -> None:
    sent, path = _sent(text), _list_of(Membership)
    names = ("p", "o", "e", "all", "_to_field", "_changelist_filters", "_popup", "nothing_of_ours")
    urls = [f"{path}?{name}={sent}" for name in names]
    urls += [f"{path}add/?{name}={sent}" for name in ("_to_field", "_popup")]
    assert _faults(operator, urls) == []
    for action in ("", sent):
        form = {"action": action, "_selected_action": text, "index": text}
        assert _post(operator, path, form).status_code < 500


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nor_does_a_page_that_all_share(text: str, operator: Client, fresh_limits: None) -> None:
    sent = _sent(text)
    field = "app_label=accounts&model_name=membership"
    urls = [
        f"/admin/autocomplete/?term={sent}&{field}&field_name=person",
        f"/admin/autocomplete/?term=x&{field}&field_name={sent}",
        f"/admin/autocomplete/?term=x&{field}&field_name=person&page={sent}",
        f"/admin/autocomplete/?term=x&app_label={sent}&model_name={sent}&field_name=person",
        f"/admin/r/{sent}/{new_id()}/",
        f"/admin/r/1/{sent}/",
        f"/admin/{sent}/",
        f"/admin/jsi18n/?language={sent}",
        f"/admin/login/?next={sent}",
        f"/admin/password_change/?next={sent}",
    ]
    assert _faults(operator, urls) == []
    nobody = Client(raise_request_exception=False)
    form = {"username": text, "password": text, "next": text}
    assert _post(nobody, "/admin/login/", form).status_code < 500
    assert nobody.get(f"/admin/accounts/person/{sent}/change/").status_code < 500


@pytest.mark.parametrize("text", [*HOSTILE, "a" * 5000, "[]", "\u200b"], ids=_shown)
@pytest.mark.parametrize("kind", ["person", "organisation", "team", "membership"])
def test_nor_does_a_form(kind: str, text: str, operator: Client, cast: Cast) -> None:
    own = {
        "person": cast.employee.person_id,
        "organisation": cast.haven.pk,
        "team": cast.employee.teams.get().pk,
        "membership": cast.employee.pk,
    }[kind]
    good = {
        "person": str(cast.stranger.person_id),
        "organisation": str(cast.haven.pk),
        "email": "noor@haven.example",
        "name": "Noor",
        "slug": "noor",
        "language": "nl",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "video_retention_days": "30",
        "is_active": "on",
        "admin_email": "noor@haven.example",
        "admin_name": "Noor",
        "roles": "coach",
        "time_zone": "Europe/Amsterdam",
    }
    failed = []
    for url in (f"/admin/accounts/{kind}/add/", f"/admin/accounts/{kind}/{own}/change/"):
        for name in (*_names_in(operator, url), "id", "created_at", "_saveasnew", "_to_field"):
            if _post(operator, url, good | {name: text}).status_code >= 500:
                failed.append(f"{url} {name}")
        if _post(operator, url, dict.fromkeys(good, text)).status_code >= 500:
            failed.append(url)
    assert not failed, "\n".join(failed)
