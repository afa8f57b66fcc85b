"""The operator's pages: failed recordings get another try, and nothing else can be changed."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Person
from media import services
from media.models import Video, VideoState
from tests.cast import Cast
from tests.media.recordings import received

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def operator() -> Client:
    client = Client()
    person = Person.objects.create_superuser("operator@kalm.example", "x", name="Operator")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def failed(committed_cast: Cast) -> Video:
    video = received(committed_cast.employee, b"no video at all")
    services.process(video_id=video.pk)
    return video


def test_a_failed_recording_waits_again(operator: Client, failed: Video) -> None:
    chosen = {"action": "try_again", "_selected_action": [str(failed.pk)]}
    answer = operator.post(reverse("admin:media_video_changelist"), chosen, follow=True)
    assert "1 will be tried again." in answer.content.decode()
    failed.refresh_from_db()
    assert (failed.state, failed.reason, failed.tries) == (VideoState.RECEIVED, "", 0)
    event = AuditEvent.objects.get(verb="video_retried", object_id=failed.pk)
    root = Person.objects.get(is_superuser=True)
    assert (event.organisation, event.detail) == (failed.organisation, {"operator": str(root.pk)})


def test_a_recording_that_did_not_fail_is_left_alone(committed_cast: Cast) -> None:
    video = received(committed_cast.employee, b"waiting")
    assert not services.retry(video_id=video.pk)


def test_the_operator_adds_changes_and_removes_no_recording(
    operator: Client, failed: Video
) -> None:
    assert operator.get(reverse("admin:media_video_add")).status_code == 403
    change = reverse("admin:media_video_change", args=[failed.pk])
    assert operator.post(change, {"state": "ready"}).status_code == 403
    assert operator.post(reverse("admin:media_video_delete", args=[failed.pk])).status_code == 403
