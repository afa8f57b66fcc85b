"""The operator's lists are in the order of the server's clock, not of ids that clients make."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import Person
from coaching.models import Comment
from media.models import Purpose, Video
from scenarios.models import RubricVersion, ScenarioVersion
from tests.cast import PASSWORD, Cast
from training.models import Attempt

MADE_BY_CLIENTS: dict[type[Model], str] = {
    Attempt: "started_at",
    Comment: "saved_at",
    RubricVersion: "created_at",
    ScenarioVersion: "created_at",
    Video: "created_at",
}


@pytest.mark.parametrize("model", MADE_BY_CLIENTS, ids=lambda model: model._meta.label)
def test_a_list_of_what_clients_name_begins_with_the_latest(model: type[Model]) -> None:
    request = RequestFactory().get("/admin/")
    assert admin.site._registry[model].get_ordering(request)[0] == f"-{MADE_BY_CLIENTS[model]}"


def test_a_phone_whose_clock_is_ahead_does_not_lead_the_list(cast: Cast) -> None:
    client, now = Client(), timezone.now()
    client.force_login(Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root"))
    of_a_phone_ahead, latest = UUID("ffffffff-ffff-7fff-bfff-ffffffffffff"), UUID(int=7)
    for id, ago in ((of_a_phone_ahead, 60), (latest, 1)):
        Video.objects.create(
            id=id,
            organisation=cast.haven,
            owner=cast.employee,
            purpose=Purpose.TAKE,
            created_at=now - timedelta(minutes=ago),
        )
    page = client.get("/admin/media/video/").content.decode()
    assert page.index(str(latest)) < page.index(str(of_a_phone_ahead))
