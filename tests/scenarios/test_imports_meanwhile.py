"""Imports keep whole when others act meanwhile: cancel them, take a code, or end the worker."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from core.errors import NotFound
from core.ids import new_id
from deploy.embedded import ports
from media import storage
from media.errors import ProcessingFailed, Reason
from media.services import Heartbeat
from scenarios import services
from scenarios.models import ImportState, PackageImport, Scenario
from scenarios.services.packages import importing, working
from tests.cast import Api, Cast, code_of
from tests.dispatched import Answer, run_dispatched
from tests.meanwhile import elsewhere, just_before
from tests.scenarios.packages import checked, confirmed, kept_packages, read, send

__all__ = ["run_dispatched"]


@pytest.fixture(autouse=True)
def _slow_heartbeat(settings: Any) -> None:
    settings.MEDIA_CLAIM_SECONDS = 1800  # a heartbeat's connection sees no row of these tests


def test_the_same_request_twice_at_once_is_one_import(api: Api, cast: Cast, package: bytes) -> None:
    id = new_id()
    with just_before("FOR NO KEY UPDATE", lambda: send(api, cast.stranger, package, id)):
        answer = send(api, cast.stranger, package, id)
    assert (answer.status_code, answer.json()["id"]) == (200, str(id))
    assert len(kept_packages(cast.stranger)) == PackageImport.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_id_that_another_author_takes_this_very_moment_is_theirs(
    api: Api, cast: Cast, package: bytes
) -> None:
    id = new_id()

    def take() -> None:
        PackageImport.objects.create(
            id=id,
            organisation=cast.haven,
            author=cast.author,
            key=f"packages/{id}.zip",
            size=1,
            sha256="0" * 64,
        )

    with just_before('INSERT INTO "scenarios_packageimport"', elsewhere(take)):
        answer = send(api, cast.stranger, package, id)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert PackageImport.objects.get().author == cast.author


def test_a_package_whose_file_is_gone_is_refused(api: Api, cast: Cast, package: bytes) -> None:
    id = UUID(send(api, cast.stranger, package).json()["id"])
    storage.remove(PackageImport.objects.get(pk=id).key)
    services.check_package(import_id=id)
    found = read(api, cast.stranger, id)
    assert (found["state"], found["refusal"]["code"]) == ("refused", "package_file_missing")


def test_one_that_is_cancelled_as_its_check_begins_stays_cancelled(
    api: Api, cast: Cast, package: bytes
) -> None:
    id = UUID(send(api, cast.stranger, package).json()["id"])

    def remove() -> None:
        PackageImport.objects.filter(pk=id).delete()

    with just_before('INNER JOIN "accounts_membership"', remove):
        services.check_package(import_id=id)
    assert not PackageImport.objects.exists()


def test_a_worker_whose_heartbeat_finds_no_claim_stops_its_check(
    api: Api, cast: Cast, package: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, beating = UUID(send(api, cast.stranger, package).json()["id"]), list[Heartbeat]()

    class Noted(Heartbeat):
        def __enter__(self) -> Heartbeat:
            beating.append(self)
            return super().__enter__()

    def lose() -> None:
        services.sweep_imports(now=timezone.now() + timedelta(hours=1))
        beating[0].beat()

    monkeypatch.setattr(working, "Heartbeat", Noted)
    with just_before('FROM "scenarios_scenario"', lose):
        services.check_package(import_id=id)
    assert read(api, cast.stranger, id)["state"] == "pending"
    services.check_package(import_id=id)
    assert read(api, cast.stranger, id)["state"] == "ready"


def test_a_worker_that_loses_its_claim_while_it_writes_leaves_nothing(
    api: Api, cast: Cast, package: bytes
) -> None:
    id = UUID(checked(api, cast.stranger, package)["id"])
    confirmed(api, cast.stranger, id)

    def lose() -> None:
        services.sweep_imports(now=timezone.now() + timedelta(hours=1))

    with just_before('INSERT INTO "scenarios_scenario"', lose):
        services.import_package(import_id=id)
    assert not Scenario.objects.filter(organisation=cast.burcht).exists()
    assert read(api, cast.stranger, id)["state"] == "importing"
    lose()  # what was lost above was undone with the rows
    services.import_package(import_id=id)
    assert read(api, cast.stranger, id)["state"] == "done"


def test_a_code_that_an_author_takes_while_it_is_imported_is_shown_first(
    api: Api, cast: Cast, package: bytes
) -> None:
    id = UUID(checked(api, cast.stranger, package)["id"])
    confirmed(api, cast.stranger, id)

    def take() -> None:
        Scenario.objects.create(organisation=cast.burcht, code="tram")

    with just_before('INSERT INTO "scenarios_scenario"', take):
        services.import_package(import_id=id)
    assert read(api, cast.stranger, id)["state"] == "importing"
    Scenario.objects.get_or_create(organisation=cast.burcht, code="tram")
    services.import_package(import_id=id)
    found = read(api, cast.stranger, id)
    assert (found["state"], found["is_changed"]) == ("ready", True)
    assert found["plan"]["scenarios"][0]["as_code"] == "tram-2"


def test_a_clip_that_can_be_looked_at_and_not_converted_is_refused_with_its_reason(
    api: Api, cast: Cast, filmed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = UUID(checked(api, cast.stranger, filmed)["id"])
    confirmed(api, cast.stranger, id)

    def convert(**_any: object) -> None:
        raise ProcessingFailed(Reason.DAMAGED)

    monkeypatch.setattr(importing, "convert_clip", convert)
    services.import_package(import_id=id)
    found = read(api, cast.stranger, id)
    assert (found["state"], found["refusal"]["code"]) == ("refused", "package_media_refused")
    [fault] = found["refusal"]["errors"]
    assert (fault["code"], fault["attr"].partition("/")[0]) == ("damaged", "media")
    assert not Scenario.objects.filter(organisation=cast.burcht).exists()


def test_who_is_no_author_confirms_and_exports_nothing(
    api: Api, cast: Cast, package: bytes
) -> None:
    id = UUID(checked(api, cast.stranger, package)["id"])
    cast.stranger.roles = ["employee"]
    with pytest.raises(NotFound):
        services.confirm_import(author=cast.stranger, id=id)
    assert PackageImport.objects.get(pk=id).state == ImportState.READY
    version = new_id()
    with pytest.raises(NotFound):
        services.export_package(author=cast.employee, versions=[version])


def test_without_a_broker_a_sweep_asks_once_and_leaves_all_waiting(
    api: Api, cast: Cast, package: bytes, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        send(api, cast.stranger, package)
    settings.DISPATCHER = "core.dispatch.over_socket"
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{ports.free()}/0"
    services.sweep_imports(now=timezone.now())
    assert len([one for one in caplog.messages if "broker_unreachable" in one]) == 1
    assert set(PackageImport.objects.values_list("state", flat=True)) == {ImportState.PENDING}


@pytest.mark.django_db(transaction=True)
def test_workers_check_and_import_what_is_dispatched(
    api: Api, cast: Cast, package: bytes, run_dispatched: Answer
) -> None:
    id = send(api, cast.stranger, package).json()["id"]
    assert run_dispatched() == ["scenarios.check_package"]
    assert read(api, cast.stranger, id)["state"] == "ready"
    confirmed(api, cast.stranger, id)
    assert run_dispatched() == ["scenarios.import_package"]
    assert read(api, cast.stranger, id)["state"] == "done"
