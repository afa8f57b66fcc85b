"""The list of versions says who saved and who published each, and when."""

from typing import Any

import pytest

from accounts.models import Role
from core.ids import new_id
from scenarios.services import create_scenario, publish_scenario_version
from tests.cast import Api, Cast, person_in
from tests.scenarios.content import (
    clip,
    library,
    published_rubric,
    scenario_body,
    stored_scenario,
)

pytestmark = pytest.mark.slow


def versions(api: Api, cast: Cast) -> list[dict[str, Any]]:
    manager = api(cast.manager)
    [row] = manager.get("/api/v1/haven/scenarios").json()["results"]
    whole = manager.get(f"/api/v1/haven/scenarios/{row['id']}").json()
    found: list[dict[str, Any]] = whole["versions"]
    assert [line["id"] for line in row["versions"]] == [line["id"] for line in found]
    return found


def test_it_says_who_saved_last_and_who_published(api: Api, cast: Cast) -> None:
    library(cast.haven)
    other = person_in(cast.haven, "Otis", Role.AUTHOR)
    scenario, version = create_scenario(author=cast.author, code="barrier").id, new_id()
    path = f"/api/v1/haven/scenario-versions/{version}"
    clips = {language: str(clip(cast.author).id) for language in ("nl", "en")}
    body = scenario_body(scenario, rubric_version=published_rubric(cast.author).id, clips=clips)
    seen = api(cast.author).put(path, body)["ETag"]
    [first] = versions(api, cast)
    assert (first["saved_by_name"], first["published_by_name"]) == ("Aicha", None)
    api(other).put(path, body | {"minutes": 5}, headers={"If-Match": seen})
    [second] = versions(api, cast)
    assert second["saved_by_name"] == "Otis"
    assert second["saved_at"] > first["saved_at"]
    assert [one["name"] for one in second["savers"]] == ["Otis", "Aicha"]
    assert [one["at"] for one in second["savers"]] == [second["saved_at"], first["saved_at"]]
    publish_scenario_version(author=cast.author, version=version)
    [third] = versions(api, cast)
    assert (third["saved_by_name"], third["published_by_name"]) == ("Otis", "Aicha")
    assert third["published_at"]
    assert third["created_at"]


def test_a_version_of_before_names_nobody(api: Api, cast: Cast) -> None:
    library(cast.haven)
    stored_scenario(cast.author)
    [version] = versions(api, cast)
    assert (version["saved_by_name"], version["published_by_name"]) == (None, None)
    assert version["savers"] == []
    assert version["saved_at"] == version["created_at"]


def test_a_repeated_save_is_no_work(api: Api, cast: Cast) -> None:
    library(cast.haven)
    other = person_in(cast.haven, "Otis", Role.AUTHOR)
    scenario, version = create_scenario(author=cast.author, code="barrier").id, new_id()
    for someone in (cast.author, other):
        path = f"/api/v1/haven/scenario-versions/{version}"
        assert api(someone).put(path, scenario_body(scenario)).status_code in {200, 201}
    assert versions(api, cast)[0]["saved_by_name"] == "Aicha"
