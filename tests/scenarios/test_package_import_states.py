"""The states of an import of a package: who sees it, what a repeat answers, and how it ends."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from accounts.models import Membership
from core.ids import new_id
from scenarios import services
from scenarios.models import PackageImport
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import library
from tests.scenarios.packages import (
    body_of,
    checked,
    confirmed,
    export,
    read,
    retitled,
    saved,
    send,
    small,
    versions_in,
)

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _lists(cast: Cast) -> None:
    library(cast.haven)


def test_what_changed_after_the_dry_run_is_shown_first(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    found = checked(api, cast.stranger, body_of(export(api, cast.author, row.pk)))
    services.create_scenario(author=cast.stranger, code="tram")
    confirmed(api, cast.stranger, found["id"])
    services.import_package(import_id=UUID(found["id"]))
    now = read(api, cast.stranger, found["id"])
    assert (now["state"], now["is_changed"]) == ("ready", True)
    assert now["plan"]["scenarios"][0]["as_code"] == "tram-2"
    assert versions_in(cast.stranger) == []


def test_a_repeated_request_gets_the_same_answer(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    package, id = body_of(export(api, cast.author, row.pk)), new_id()
    first, again = (send(api, cast.stranger, package, id) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = send(api, cast.stranger, retitled(package), id)
    assert code_of(other) == "package_differs"
    services.check_package(import_id=id)
    for _ in range(2):
        assert confirmed(api, cast.stranger, id).json()["state"] == "importing"
    for _ in range(2):
        services.import_package(import_id=id)
    assert confirmed(api, cast.stranger, id).json()["state"] == "done"
    assert len(versions_in(cast.stranger)) == 1


def test_an_import_is_seen_by_its_author_alone(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    id = send(api, cast.author, body_of(export(api, cast.author, row.pk))).json()["id"]
    for path in (f"package-imports/{id}", f"package-imports/{id}/confirmation"):
        verb = "get" if path.endswith(id) else "put"
        answer = getattr(api(cast.stranger), verb)(f"/api/v1/burcht/{path}")
        assert code_of(answer) == "not_found"
    assert code_of(send(api, cast.stranger, b"PK", UUID(id))) == "not_found"
    assert code_of(api(cast.coach).get(f"/api/v1/haven/package-imports/{id}")) == "role_required"


def test_nothing_is_confirmed_before_it_is_checked(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    id = send(api, cast.author, body_of(export(api, cast.author, row.pk))).json()["id"]
    assert code_of(confirmed(api, cast.author, id)) == "import_not_ready"


def test_a_cancelled_import_leaves_nothing(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    id = send(api, cast.author, body_of(export(api, cast.author, row.pk))).json()["id"]
    key = PackageImport.objects.get(pk=id).key
    assert default_storage.exists(key)
    assert api(cast.author).delete(f"/api/v1/haven/package-imports/{id}").status_code == 204
    assert not PackageImport.objects.exists()
    assert not default_storage.exists(key)
    services.check_package(import_id=UUID(id))
    assert not PackageImport.objects.exists()


def test_one_that_is_going_on_cannot_be_cancelled(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    found = checked(api, cast.stranger, body_of(export(api, cast.author, row.pk)))
    confirmed(api, cast.stranger, found["id"])
    answer = api(cast.stranger).delete(f"/api/v1/burcht/package-imports/{found['id']}")
    assert code_of(answer) == "import_under_way"


def test_an_author_has_few_imports_open(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    package = body_of(export(api, cast.author, row.pk))
    first, *_ = [send(api, cast.author, package).json()["id"] for _ in range(5)]
    assert code_of(send(api, cast.author, package)) == "too_many_imports"
    services.check_package(import_id=UUID(first))
    assert send(api, cast.author, package).status_code == 201
    assert not PackageImport.objects.filter(pk=first).exists()


def test_who_is_no_author_any_more_imports_nothing(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    found = checked(api, cast.stranger, body_of(export(api, cast.author, row.pk)))
    confirmed(api, cast.stranger, found["id"])
    Membership.objects.filter(pk=cast.stranger.pk).update(roles=["employee"])
    services.import_package(import_id=UUID(found["id"]))
    row_now: Any = PackageImport.objects.get(pk=found["id"])
    assert (row_now.state, row_now.refusal["code"]) == ("refused", "role_required")
    assert versions_in(cast.stranger) == []
