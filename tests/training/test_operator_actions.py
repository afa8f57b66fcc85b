"""The audit log names the operator who changed an enrolment, and what changed."""

import pytest
from django.test import Client

from accounts.models import AuditEvent, Person
from tests.cast import PASSWORD, Cast
from training.models import Enrolment

pytestmark = pytest.mark.slow

PAGE = "/admin/training/enrolment/"


@pytest.mark.parametrize(
    ("actions", "verbs"),
    [
        (["pause"], ["enrolment_paused"]),
        (["pause", "pause", "resume"], ["enrolment_paused", "enrolment_resumed"]),
        (["nudge_now"], ["nudge_brought_forward"]),
        (["pause", "nudge_now"], ["enrolment_paused"]),  # nothing is planned to bring forward
    ],
    ids=str,
)
def test_each_change_is_audited_once(
    actions: list[str], verbs: list[str], cast: Cast, enrolment: Enrolment
) -> None:
    root = Person.objects.create_superuser("root@kalm.example", PASSWORD, name="Root")
    client = Client()
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    for action in actions:
        form = {"action": action, "_selected_action": [str(enrolment.pk)]}
        assert client.post(PAGE, form).status_code == 302
    events = AuditEvent.objects.filter(object_id=enrolment.pk).order_by("id")
    assert [event.verb for event in events] == verbs
    for event in events:
        assert event.actor is None
        assert event.organisation == cast.haven
        assert event.detail == {"operator": str(root.pk)}
