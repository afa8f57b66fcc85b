"""An import that is cut off leaves nothing, and is taken up again or given up."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone, translation

from accounts.models import Membership, Organisation, Person
from core.ids import new_id
from media.models import Video
from media.services import convert_clip
from scenarios import services
from scenarios.api.package_documents import read_package
from scenarios.errors import PackageGaveUp, TooManyImports
from scenarios.models import PackageImport, Rubric, Scenario, Technique
from scenarios.services.packages import importing, states
from tests.at_once import at_once
from tests.cast import Api, Cast
from tests.media.stored import below
from tests.scenarios.content import library
from tests.scenarios.packages import (
    body_of,
    checked,
    confirmed,
    export,
    imported,
    kept_packages,
    read,
    saved,
    send,
    small,
)

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _slow_heartbeat(settings: Any) -> None:
    settings.MEDIA_CLAIM_SECONDS = 1800  # a heartbeat's connection sees no row of these tests


@pytest.fixture
def plain(api: Api, cast: Cast) -> bytes:
    library(cast.haven)
    return body_of(export(api, cast.author, saved(cast.author, "tram", small()).pk))


@pytest.fixture
def refusing_database(filmed: bytes) -> None:
    """Let the database refuse the last row of an import, as a full disk would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table counts as in use
        cursor.execute(
            "ALTER TABLE scenarios_sceneclip ADD CONSTRAINT no_example CHECK (role <> 'example') "
            "NOT VALID"
        )
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def files_of(cast: Cast) -> list[str]:
    return below(f"videos/{cast.stranger.organisation_id}")


def nothing_is_there(cast: Cast) -> bool:
    there = cast.stranger.organisation
    kinds = (Scenario, Rubric, Technique, Video)
    return not any(kind._default_manager.filter(organisation=there).exists() for kind in kinds)


def test_what_fails_at_the_last_row_leaves_neither_rows_nor_files(
    api: Api, cast: Cast, filmed: bytes, refusing_database: None
) -> None:
    found = checked(api, cast.stranger, filmed)
    confirmed(api, cast.stranger, found["id"])
    with pytest.raises(Exception, match="no_example"):
        services.import_package(import_id=UUID(found["id"]))
    assert nothing_is_there(cast)
    assert files_of(cast) == []
    assert read(api, cast.stranger, found["id"])["state"] == "importing"


def test_above_the_quota_nothing_is_imported(
    api: Api, cast: Cast, filmed: bytes, settings: Any
) -> None:
    found = checked(api, cast.stranger, filmed)
    confirmed(api, cast.stranger, found["id"])
    settings.UPLOAD_QUOTA_ORGANISATION_BYTES = 1000
    services.import_package(import_id=UUID(found["id"]))
    now = read(api, cast.stranger, found["id"])
    assert (now["state"], now["refusal"]["code"]) == ("refused", "quota_exceeded")
    assert nothing_is_there(cast)
    assert files_of(cast) == []


def test_imported_clips_count_in_the_quota(
    api: Api, cast: Cast, filmed: bytes, settings: Any
) -> None:
    imported(api, cast.stranger, filmed)
    settings.UPLOAD_QUOTA_ORGANISATION_BYTES = 2000
    body = {"length": 1000, "content_type": "video/mp4", "purpose": "scene"}
    path = "/api/v1/burcht/uploads/019936b2-0000-7000-8000-000000000001"
    assert api(cast.stranger).put(path, body).json()["code"] == "quota_exceeded"


@pytest.mark.parametrize("state", ["checking", "importing"])
def test_the_work_of_a_worker_that_died_is_taken_up(
    api: Api, cast: Cast, plain: bytes, state: str
) -> None:
    id = UUID(send(api, cast.stranger, plain).json()["id"])
    if state == "importing":
        services.check_package(import_id=id)
        confirmed(api, cast.stranger, id)
        assert states.claim_import(id)
    else:
        assert states.claim_check(id)
    run = services.import_package if state == "importing" else services.check_package
    run(import_id=id)
    assert read(api, cast.stranger, id)["state"] == state
    services.sweep_imports(now=timezone.now() + timedelta(hours=1))
    run(import_id=id)
    done = {"checking": "ready", "importing": "done"}[state]
    assert read(api, cast.stranger, id)["state"] == done


def test_a_worker_that_lost_its_claim_changes_nothing(api: Api, cast: Cast, plain: bytes) -> None:
    found = checked(api, cast.stranger, plain)
    confirmed(api, cast.stranger, found["id"])
    id = UUID(found["id"])
    lost = states.claim_import(id)
    assert lost
    services.sweep_imports(now=timezone.now() + timedelta(hours=1))
    services.import_package(import_id=id)
    assert not states.become_ready(lost, {}, is_changed=True)
    assert not states.release(lost, counts=True)
    assert not states.refuse(lost, PackageGaveUp())
    assert read(api, cast.stranger, id)["state"] == "done"
    assert Scenario.objects.filter(organisation=cast.stranger.organisation).count() == 1


def test_after_three_workers_it_is_given_up(api: Api, cast: Cast, plain: bytes) -> None:
    Person.objects.filter(pk=cast.stranger.person_id).update(language="nl")
    id = UUID(send(api, cast.stranger, plain).json()["id"])
    for hours in (1, 2, 3):
        assert states.claim_check(id)
        services.sweep_imports(now=timezone.now() + timedelta(hours=hours))
    now = read(api, cast.stranger, id)
    assert (now["state"], now["refusal"]["code"]) == ("refused", "package_gave_up")
    with translation.override("nl"):
        assert now["refusal"]["detail"] == str(PackageGaveUp.message)
    assert not kept_packages(cast.stranger)


def test_who_loses_the_right_while_clips_are_made_imports_nothing(
    api: Api, cast: Cast, filmed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = checked(api, cast.stranger, filmed)
    confirmed(api, cast.stranger, found["id"])

    def convert_meanwhile(**values: Any) -> Any:
        Membership.objects.filter(pk=cast.stranger.pk).update(roles=["employee"])
        return convert_clip(**values)

    monkeypatch.setattr(importing, "convert_clip", convert_meanwhile)
    services.import_package(import_id=UUID(found["id"]))
    row: Any = PackageImport.objects.get(pk=found["id"])
    assert (row.state, row.refusal["code"]) == ("refused", "role_required")
    assert nothing_is_there(cast)
    assert files_of(cast) == []


def test_into_an_organisation_that_was_ended_nothing_is_imported(
    api: Api, cast: Cast, plain: bytes
) -> None:
    found = checked(api, cast.stranger, plain)
    confirmed(api, cast.stranger, found["id"])
    Organisation.objects.filter(pk=cast.stranger.organisation_id).update(is_active=False)
    services.import_package(import_id=UUID(found["id"]))
    assert PackageImport.objects.get(pk=found["id"]).state == "refused"
    assert nothing_is_there(cast)


@pytest.mark.django_db(transaction=True)
def test_two_packages_at_once_are_not_both_the_last(api: Api, cast: Cast, tmp_path: Path) -> None:
    author = cast.author
    library(cast.haven)
    package = body_of(export(api, author, saved(author, "tram", small()).pk))
    for _ in range(4):
        assert send(api, author, package).status_code == 201

    def receive(name: str) -> str:
        file = tmp_path / name
        file.write_bytes(package)
        received = services.ReceivedFile(file, len(package), hashlib.sha256(package).hexdigest())
        try:
            services.receive_package(author=author, id=new_id(), file=received, read=read_package)
        except TooManyImports as refusal:
            return refusal.code
        return "received"

    answers = at_once(lambda: receive("one"), lambda: receive("two"))
    assert sorted(answers) == ["received", "too_many_imports"]
    assert len(kept_packages(author)) == PackageImport.objects.count() == 5


def test_rows_and_files_go_after_a_day(api: Api, cast: Cast, plain: bytes) -> None:
    send(api, cast.stranger, plain)
    row = PackageImport.objects.get()
    services.sweep_imports(now=timezone.now() + timedelta(hours=23))
    assert default_storage.exists(row.key)
    services.sweep_imports(now=timezone.now() + timedelta(hours=25))
    assert not PackageImport.objects.exists()
    assert not default_storage.exists(row.key)


def test_a_file_without_a_row_goes_after_a_day(api: Api, cast: Cast, plain: bytes) -> None:
    send(api, cast.stranger, plain)
    row = PackageImport.objects.get()
    services.clear_files(now=timezone.now() + timedelta(days=2))
    assert default_storage.exists(row.key)
    PackageImport.objects.all().delete()
    services.clear_files(now=timezone.now())
    assert default_storage.exists(row.key)
    services.clear_files(now=timezone.now() + timedelta(days=2))
    assert not default_storage.exists(row.key)
