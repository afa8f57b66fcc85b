"""A person and an organisation have a quota of so many bytes, arriving and kept together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from core.ids import new_id
from media import services
from media.errors import QuotaExceeded
from media.models import Upload
from tests.cast import Api, Cast, code_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def quotas(settings: Settings) -> None:
    settings.UPLOAD_QUOTA_PERSON_BYTES = 1000
    settings.UPLOAD_QUOTA_ORGANISATION_BYTES = 1500


def put(api: Any, length: int, organisation: str = "haven") -> Any:
    body = {"length": length, "content_type": "video/mp4"}
    return api.put(f"/api/v1/{organisation}/uploads/{new_id()}", body)


def test_a_person_has_a_quota(committed_cast: Cast, api: Api) -> None:
    emma = api(committed_cast.employee)
    assert put(emma, 600).status_code == 201
    answer = put(emma, 401)
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")
    assert [error["code"] for error in answer.json()["errors"]] == ["person"]
    assert put(emma, 400).status_code == 201
    assert Upload.objects.count() == 2


def test_an_organisation_has_a_quota(committed_cast: Cast, api: Api) -> None:
    assert put(api(committed_cast.employee), 1000).status_code == 201
    answer = put(api(committed_cast.teammate), 501)
    assert (answer.status_code, code_of(answer)) == (413, "quota_exceeded")
    assert [error["code"] for error in answer.json()["errors"]] == ["organisation"]
    assert put(api(committed_cast.stranger), 501, "burcht").status_code == 201


def test_asking_again_for_the_same_upload_is_not_counted_twice(
    committed_cast: Cast, api: Api
) -> None:
    path = f"/api/v1/haven/uploads/{new_id()}"
    body = {"length": 1000, "content_type": "video/mp4"}
    codes = [api(committed_cast.employee).put(path, body).status_code for _ in range(2)]
    assert codes == [201, 200]


@pytest.mark.parametrize("way", ["stopped", "late", "expired", "deleted"])
def test_what_is_gone_frees_its_quota(committed_cast: Cast, api: Api, way: str) -> None:
    emma = api(committed_cast.employee)
    assert put(emma, 1000).status_code == 201
    assert put(emma, 1).status_code == 413
    upload = Upload.objects.select_related("video").get()
    if way == "stopped":
        services.terminate_upload(upload_id=upload.pk)
    elif way in {"late", "expired"}:
        past = timezone.now() - timedelta(hours=2)
        times = {"created_at": past, "expires_at": past + timedelta(hours=1)}
        Upload.objects.filter(pk=upload.pk).update(**times)
        if way == "expired":
            assert services.expire_uploads(now=timezone.now()) == 1
    else:
        services.complete_upload(upload_id=upload.pk)
        assert put(emma, 1).status_code == 413
        services.delete_video(video=upload.video)
    assert put(emma, 1000).status_code == 201


def test_a_quota_of_zero_is_none(committed_cast: Cast, api: Api, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_PERSON_BYTES = settings.UPLOAD_QUOTA_ORGANISATION_BYTES = 0
    assert put(api(committed_cast.employee), 5000).status_code == 201


@pytest.mark.parametrize(("people", "fit"), [(["employee"], 3), (["employee", "teammate"], 5)])
def test_many_at_the_same_instant_do_not_share_the_last_of_a_quota(
    committed_cast: Cast, people: list[str], fit: int
) -> None:
    """Set quotas of 1000 bytes for one person and of 1500 for the organisation."""

    def create(number: int) -> bool:
        owner = getattr(committed_cast, people[number % len(people)])
        try:
            services.create_upload(owner=owner, id=new_id(), length=300, content_type="video/mp4")
        except QuotaExceeded:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as hands:
        made = list(hands.map(create, range(16)))
    assert made.count(True) == fit
    assert Upload.objects.count() == fit
