"""GET scenarios: each row has its card, whatever changes it."""

from typing import Any
from uuid import UUID

import pytest

from core.ids import new_id
from scenarios.models import Scenario
from scenarios.services import create_scenario
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import (
    both,
    clip,
    library,
    published_scenario,
    saved_scenario,
    scenario_body,
)

pytestmark = pytest.mark.slow

LIST = "/api/v1/haven/scenarios"


@pytest.fixture(autouse=True)
def content(cast: Cast) -> None:
    library(cast.haven)


def save(api: Api, cast: Cast, code: str, **changes: Any) -> UUID:
    return saved_scenario(cast.author, api(cast.author), code, **changes)


def found(api: Api, cast: Cast, query: str = "") -> list[str]:
    answer = api(cast.coach).get(f"{LIST}{query}")
    assert answer.status_code == 200, answer.content
    return [row["code"] for row in answer.json()["results"]]


def test_a_row_has_the_card_of_the_newest_version(api: Api, cast: Cast) -> None:
    published = published_scenario(cast.author)
    body = scenario_body(published.scenario_id) | {
        "title": {"en": "The ticket"},
        "intensity": 5,
        "sector": "care",
        "channel": "phone",
        "minutes": None,
        "techniques": ["thanking"],
    }
    api(cast.author).put(f"/api/v1/haven/scenario-versions/{new_id()}", body)
    [row] = api(cast.manager).get(LIST).json()["results"]
    assert (row["title"], row["summary"]) == ("The ticket", "A traveller misses a train (en)")
    assert (row["intensity"], row["sector"], row["channel"]) == (5, "care", "phone")
    assert (row["techniques"], row["aggression_type"]) == (["thanking (en)"], "frustration (en)")
    assert (row["state"], row["languages"], row["minutes"]) == ("published", ["en"], 2)
    assert [one["number"] for one in row["versions"]] == [2, 1]


def test_one_scenario_reads_as_its_row(api: Api, cast: Cast) -> None:
    published_scenario(cast.author)
    [row] = api(cast.manager).get(LIST).json()["results"]
    one = api(cast.manager).get(f"{LIST}/{row['id']}").json()
    lines = [{name: line[name] for name in row["versions"][0]} for line in one["versions"]]
    assert one | {"versions": lines} == row
    assert code_of(api(cast.manager).get(f"{LIST}/{new_id()}")) == "not_found"


def test_a_scenario_without_a_version_has_an_empty_card(api: Api, cast: Cast) -> None:
    create_scenario(author=cast.author, code="empty")
    [row] = api(cast.author).get(LIST).json()["results"]
    assert (row["title"], row["state"], row["techniques"], row["versions"]) == ("", "draft", [], [])
    assert (row["intensity"], row["minutes"], row["retired_by_name"]) == (None, None, None)


@pytest.mark.parametrize(
    "query",
    ["?state=gone", "?sector=circus", "?channel=fax", "?intensity=6", "?language=fr"],
)
def test_an_unknown_value_is_refused(query: str, api: Api, cast: Cast) -> None:
    answer = api(cast.coach).get(f"{LIST}{query}")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_a_change_of_the_draft_changes_what_finds_it(api: Api, cast: Cast) -> None:
    scenario, version = create_scenario(author=cast.author, code="new").id, new_id()
    path, author = f"/api/v1/haven/scenario-versions/{version}", api(cast.author)
    seen = author.put(path, scenario_body(scenario) | {"title": both("Trein")})["ETag"]
    assert found(api, cast, "?search=trein") == ["new"]
    body = scenario_body(scenario) | {"title": both("Bus"), "sector": "retail"}
    assert author.put(path, body, headers={"If-Match": seen}).status_code == 200
    assert found(api, cast, "?search=trein") == []
    assert found(api, cast, "?search=bus&sector=retail") == ["new"]


def test_it_takes_as_many_queries_for_many_as_for_one(
    api: Api, cast: Cast, django_assert_num_queries: Any
) -> None:
    client = api(cast.coach)
    published_scenario(cast.author, "first")
    client.get(LIST)
    counts = []
    for codes in ((), ("second", "third", "fourth")):
        for code in codes:
            published_scenario(cast.author, code)
            save(api, cast, f"{code}-draft", scenes=[], title=both("Draft"))
        with django_assert_num_queries(6) as seen:
            rows = client.get(f"{LIST}?technique=letting_vent").json()["results"]
        counts.append((len(rows), len(seen)))
    assert [rows for rows, _ in counts] == [1, 7]
    assert counts[0][1] == counts[1][1]


def test_rows_of_before_are_found_after_migrating_too(api: Api, cast: Cast) -> None:
    """A verb writes the same as the migration's own rule, which is compared here."""
    from importlib import import_module

    fill = import_module("scenarios.migrations.0004_life_of_a_scenario")
    published_scenario(cast.author)
    save(api, cast, "desk", title={"nl": "Één loket"}, content_warning={"en": "Loud"})
    watch = scenario_body(None, clips={"nl": str(clip(cast.author).id)})["scenes"]
    save(api, cast, "one", scenes=watch)
    create_scenario(author=cast.author, code="empty")
    for row in Scenario.objects.all():
        kept = {name: getattr(row, name) for name in fill.CARD}
        bare = Scenario(id=row.id, organisation=row.organisation, code=row.code)
        bare.search_text = row.search_text if row.newest is None else ""
        assert {name: getattr(fill.with_card(bare), name) for name in fill.CARD} == kept


def test_a_draft_that_lacks_a_text_is_complete_in_no_language(api: Api, cast: Cast) -> None:
    save(api, cast, "whole")
    save(api, cast, "bare", summary={})
    assert found(api, cast, "?language=nl") == ["whole"]
    rows = {row["code"]: row for row in api(cast.coach).get(LIST).json()["results"]}
    assert rows["bare"]["languages"] == []
