import pytest
from django.db import IntegrityError, transaction

from media.models import Video, VideoState
from tests.cast import Api, Cast, code_of
from tests.training.world import School
from training.models import Attempt, Take

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def url_of(school: School, attempt: Attempt, take: object) -> str:
    return f"{school.base}/attempts/{attempt.id}/takes/{take}"


def test_it_goes_with_its_video(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    video = Video.objects.get(take=take)
    assert api(cast.employee).delete(url_of(school, attempt, take)).status_code == 204
    video.refresh_from_db()
    assert video.state == VideoState.DELETED
    assert api(cast.employee).get(url_of(school, attempt, take)).status_code == 404


def test_a_submitted_take_stays_and_so_do_the_others(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    other, chosen = school.take(attempt), school.take(attempt)
    phone = api(cast.employee)
    phone.post(f"{school.base}/attempts/{attempt.id}/submission", {"takes": [str(chosen)]})
    for take in (other, chosen):
        answer = phone.delete(url_of(school, attempt, take))
        assert (answer.status_code, code_of(answer)) == (409, "attempt_closed")
    assert Take.objects.count() == 2


def test_the_database_keeps_a_submitted_take_too(cast: Cast, school: School) -> None:
    take = school.submitted(cast.employee).takes.get()
    with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
        Take.objects.filter(pk=take.pk)._raw_delete("default")  # past Django's own guard
    with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
        Take.objects.filter(pk=take.pk).update(duration_ms=1)


def test_nobody_deletes_a_take_of_someone_else(cast: Cast, api: Api, school: School) -> None:
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    for other in (cast.teammate, cast.coach, cast.manager, cast.admin, cast.stranger):
        assert api(other).delete(url_of(school, attempt, take)).status_code == 404
    assert Take.objects.filter(pk=take).exists()
