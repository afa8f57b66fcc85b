"""An operator who may see a page, and no more, is offered and does none of its actions."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client, RequestFactory

from accounts.models import AuditEvent, Person
from tests.cast import PASSWORD, Cast
from tests.training.conftest import enrolment, school
from training.models import Enrolment

__all__ = ["enrolment", "school"]


def every_action() -> Iterator[tuple[type[Model], str]]:
    """Return each action of our own pages with the model of its page."""
    for model, page in admin.site._registry.items():
        for action in page.actions or ():
            yield model, action if isinstance(action, str) else action.__name__


ACTIONS = sorted(every_action(), key=lambda pair: (pair[0]._meta.label, pair[1]))


@pytest.fixture
def viewer(cast: Cast) -> Person:
    """Return an operator with the right to see every page."""
    person = Person.objects.create_user("root@kalm.example", PASSWORD, name="Root", is_staff=True)
    rights = Permission.objects.filter(codename__startswith="view_")
    person.user_permissions.set(rights)
    return person


def page_of(model: type[Model]) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def test_there_are_actions() -> None:
    assert {name for _, name in ACTIONS} >= {"pause", "resume", "nudge_now", "try_again"}


@pytest.mark.parametrize(("model", "action"), ACTIONS, ids=str)
def test_an_action_needs_more_than_the_right_to_see(
    model: type[Model], action: str, viewer: Person
) -> None:
    request = RequestFactory().get(page_of(model))
    request.user = viewer
    page = admin.site._registry[model]
    assert page.has_view_permission(request)
    assert action not in page.get_actions(request)
    kind = ContentType.objects.get_for_model(model)
    change = Permission.objects.get(content_type=kind, codename__startswith="change_")
    viewer.user_permissions.add(change)
    request.user = Person.objects.get(pk=viewer.pk)
    assert action in page.get_actions(request)


def test_who_may_only_see_enrolments_pauses_none(viewer: Person, enrolment: Enrolment) -> None:
    client = Client()
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    page = page_of(Enrolment)
    assert client.get(page).status_code == 200
    client.post(page, {"action": "pause", "_selected_action": [str(enrolment.pk)]})
    enrolment.refresh_from_db()
    assert enrolment.state == "active"
    assert not AuditEvent.objects.filter(object_id=enrolment.pk, actor=None).exists()
