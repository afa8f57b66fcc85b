"""An operator opens the list of each model and the page of each kind of row."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from accounts.models import Person
from accounts.services import record_audit
from coaching.models import Review, Score
from core.ids import new_id
from notifications.models import Channel, Outage, RefusedAddress
from scenarios.models import Criterion
from tests.cast import PASSWORD
from tests.permissions.stage import Stage
from training.models import Enrolment, Nudge

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
pytestmark = [pytest.mark.xdist_group("permissions"), pytest.mark.slow]


@pytest.fixture(scope="module")
def operator(stage: Stage) -> Client:
    """Sign an operator in, and write a row of each model of which the stage has none."""
    cast, now = stage.cast, timezone.now()
    enrolment = Enrolment.objects.filter(membership=cast.employee)[0]
    step = enrolment.programme.steps.all()[0]
    Nudge.objects.create(
        enrolment=enrolment, step=step, slot=9, due_at=now, time_zone="Europe/Amsterdam"
    )
    review = Review.objects.get(pk=stage.things["review"]["employee"]["review"])
    criterion = Criterion.objects.get(pk=stage.things["review"]["employee"]["criterion"])
    Score.objects.create(
        review=review, criterion=criterion, level=criterion.levels.all()[0], coach=cast.coach
    )
    Outage.objects.create(channel=Channel.MAIL, reason="greeting_421", next_try_at=now)
    RefusedAddress.objects.create(
        channel=Channel.MAIL, address="gone@haven.example", first_delivery=new_id(), reason="x"
    )
    record_audit(organisation=cast.haven, actor=cast.admin, verb="invited", subject=cast.employee)
    client = Client()
    client.force_login(Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root"))
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_the_page_of_a_row_names_it(model: type[Model], operator: Client) -> None:
    row = model._default_manager.order_by("-pk").first()
    assert row is not None, "the stage has no such row"
    path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    listed = operator.get(path)
    assert listed.status_code == 200
    assert f"{path}{row.pk}/change/" in listed.content.decode()
    page = operator.get(f"{path}{row.pk}/change/")
    assert page.status_code == 200
    assert f"<h2>{escape(str(row))}</h2>" in page.content.decode()
