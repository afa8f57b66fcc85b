"""A document that is saved while it is read is read as it was before, or as it is after."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db import connection

from core.ids import new_id
from scenarios import services
from scenarios.domain.drafts import ScenarioDraft, SceneDraft, etag
from tests.cast import Api, Cast
from tests.scenarios.content import both, library, rubric_draft

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def saved_before(table: str, save: Callable[[], object]) -> Iterator[None]:
    """Run `save` on another connection just before the first statement that reads `table`."""
    done: list[str] = []

    def on_its_own() -> None:
        try:
            save()
        finally:
            connection.close()

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        if not done and f'FROM "{table}"' in sql:
            done.append(sql)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(on_its_own).result(timeout=20)
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield
    assert done


def test_a_scenario_is_read_whole(api: Api, cast: Cast) -> None:
    library(cast.haven)
    version = new_id()
    scenario = services.create_scenario(author=cast.author, code="desk").id
    scenes = (SceneDraft("respond", both("Reply"), max_take_ms=60_000),)
    before = ScenarioDraft(title=both("Before"), summary={}, scenes=scenes)
    save = partial(
        services.save_scenario_draft, author=cast.author, scenario=scenario, version=version
    )
    save(draft=before)
    path = f"/api/v1/haven/scenario-versions/{version}"
    author = api(cast.author)
    whole = author.get(path)
    after = partial(save, draft=replace(before, title=both("After")), if_match=etag(before))
    with saved_before("scenarios_scene", after):
        seen = author.get(path)
    assert (seen.json(), seen["ETag"]) == (whole.json(), whole["ETag"])
    assert author.get(path).json()["title"] == both("After")


def test_a_rubric_is_read_whole(api: Api, cast: Cast) -> None:
    library(cast.haven)
    version, draft = new_id(), rubric_draft()
    rubric = services.create_rubric(author=cast.author, code="space", name=both("Space")).id
    save = partial(services.save_rubric_draft, author=cast.author, rubric=rubric, version=version)
    save(draft=draft)
    path = f"/api/v1/haven/rubric-versions/{version}"
    author = api(cast.author)
    whole = author.get(path)
    after = partial(save, draft=rubric_draft(levels=2), if_match=etag(draft))
    with saved_before("scenarios_level", after):
        seen = author.get(path)
    assert (seen.json(), seen["ETag"]) == (whole.json(), whole["ETag"])
    [criterion] = author.get(path).json()["criteria"]
    assert len(criterion["levels"]) == 2
