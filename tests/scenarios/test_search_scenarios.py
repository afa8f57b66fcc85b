"""GET scenarios finds a scenario by the card of its newest version."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from rest_framework.test import APIClient

from tests.cast import make_cast, signed_in
from tests.scenarios.content import both, library, published_scenario, saved_scenario

LIST = "/api/v1/haven/scenarios"
pytestmark = pytest.mark.xdist_group("search_scenarios")


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Open one transaction for all of these tests, which change nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def coach(db: None) -> APIClient:
    """Return a coach's client where there are four scenarios that differ: one published, one
    retired, two drafts."""
    cast = make_cast()
    library(cast.haven)
    author = signed_in(cast.author)
    published_scenario(cast.author, "barrier")
    retired = published_scenario(cast.author, "old").scenario_id
    author.put(f"{LIST}/{retired}/retirement")
    saved_scenario(
        cast.author,
        author,
        "desk",
        title={"nl": "Wachten aan het gemeenteloket"},
        sector="municipality",
        channel="phone",
        intensity=4,
        techniques=["thanking"],
    )
    saved_scenario(
        cast.author,
        author,
        "cafe",
        title=both("Een café vol"),
        sector="hospitality",
        intensity=None,
    )
    return signed_in(cast.coach)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["cafe", "desk", "old", "barrier"]),
        ("?state=draft", ["cafe", "desk"]),
        ("?state=published", ["barrier"]),
        ("?state=retired", ["old"]),
        ("?sector=municipality", ["desk"]),
        ("?sector=care", []),
        ("?channel=phone", ["desk"]),
        ("?intensity=4", ["desk"]),
        ("?technique=letting_vent", ["cafe", "old", "barrier"]),
        ("?technique=juggling", []),
        ("?language=en", ["cafe", "old", "barrier"]),
        ("?search=CAFE", ["cafe"]),
        ("?search=loket+wacht", ["desk"]),
        ("?search=loket+cafe", []),
        ("?search=old", ["old"]),
        ("?search=100%25", []),
        ("?search=_", []),
        ("?search=%20%20", ["cafe", "desk", "old", "barrier"]),
        ("?sector=transport&state=published&search=barrier&language=nl", ["barrier"]),
    ],
)
def test_it_filters_and_searches(query: str, codes: list[str], coach: APIClient) -> None:
    answer = coach.get(f"{LIST}{query}")
    assert answer.status_code == 200, answer.content
    assert [row["code"] for row in answer.json()["results"]] == codes
