"""Two admins change the same at one time, and neither undoes what the other did unseen."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from accounts.models import AuditEvent, Membership, Organisation, Role, Team
from coaching.models import CoachScope
from coaching.queries.coaches import is_lead
from tests.cast import Api, Cast, code_of, make_cast
from tests.coaching.test_at_the_same_instant import together
from tests.coaching.world import World, make_world

ROUNDS = 6
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Put = Callable[..., Any]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


@pytest.fixture
def rules(cast: Cast, world: World, api: Api) -> Put:
    """Return what changes the rules over the ETag that was seen."""
    url = f"{world.base}/coaching-rules"

    def put(seen: str | None, **change: Any) -> Any:
        client = api(cast.admin)
        headers = {} if seen is None else {"If-Match": seen}
        return client.put(url, client.get(url).json() | change, headers=headers)

    return put


@pytest.fixture
def scope(cast: Cast, world: World, api: Api) -> Put:
    """Return what bounds a coach over the ETag that was seen."""
    url = f"{world.base}/coaches/{cast.coach.id}/scope"

    def put(
        seen: str | None,
        *,
        teams: tuple[Team, ...] = (),
        languages: tuple[str, ...] = (),
        **lead: bool,
    ) -> Any:
        body = {"teams": [str(team.pk) for team in teams], "languages": languages, **lead}
        headers = {} if seen is None else {"If-Match": seen}
        return api(cast.admin).put(url, body, headers=headers)

    return put


def _scope_tag(cast: Cast, world: World, api: Api) -> str:
    rows = api(cast.admin).get(f"{world.base}/coaches").json()["results"]
    [tag] = [row["scope_version"] for row in rows if row["membership"] == str(cast.coach.id)]
    return f'"{tag}"'


def test_rules_are_changed_over_those_that_were_seen(
    cast: Cast, world: World, api: Api, rules: Put
) -> None:
    page = api(cast.admin).get(f"{world.base}/coaching-rules")["ETag"]
    first = rules(page, most_open=3)
    # An answer was lost, and the same change is sent once more.
    assert rules(page, most_open=3).json() == first.json()
    late = rules(page, promise_hours=24)
    assert (late.status_code, code_of(late)) == (412, "coaching_rules_changed")
    assert late.json()["current"] == first.json()
    assert code_of(rules(None, promise_hours=24)) == "if_match_required"
    both = rules(f'"{late.json()["current"]["version"]}"', promise_hours=24).json()
    assert (both["most_open"], both["promise_hours"]) == (3, 24)
    assert AuditEvent.objects.filter(verb="coaching_rules_set").count() == 2


def test_an_operator_who_changes_the_promise_changes_the_rules(
    cast: Cast, world: World, api: Api, rules: Put
) -> None:
    page = api(cast.admin).get(f"{world.base}/coaching-rules")["ETag"]
    Organisation.objects.filter(pk=cast.haven.pk).update(review_promise_hours=12)
    late = rules(page, most_open=3)
    assert (late.status_code, late.json()["current"]["promise_hours"]) == (412, 12)


def test_of_two_who_saw_the_same_rules_exactly_one_changes_them(
    cast: Cast, world: World, api: Api
) -> None:
    url, clients = f"{world.base}/coaching-rules", [api(cast.admin), api(cast.admin)]
    for hours in range(1, ROUNDS + 1):
        stood = clients[0].get(url)
        seen = {"If-Match": stood["ETag"]}
        changes: list[dict[str, Any]] = [{"most_open": hours}, {"promise_hours": hours}]
        puts = [
            partial(client.put, url, stood.json() | change, headers=seen)
            for client, change in zip(clients, changes, strict=True)
        ]
        won, lost = sorted(together(*puts), key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code) == (200, 412)
        assert lost.json()["current"] == won.json() == clients[0].get(url).json()


def test_a_scope_is_changed_over_the_one_that_was_seen(
    cast: Cast, world: World, api: Api, scope: Put
) -> None:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    page = _scope_tag(cast, world, api)
    first = scope(page, teams=(night,))
    assert first["ETag"] == _scope_tag(cast, world, api)
    assert scope(page, teams=(night,)).json() == first.json()
    late = scope(page, languages=("nl",))
    assert (late.status_code, code_of(late)) == (412, "coach_scope_changed")
    now = late.json()["current"]
    assert now["teams"] == [{"id": str(night.id), "name": "Night"}]
    assert (now["languages"], f'"{now["scope_version"]}"') == ([], first["ETag"])
    assert code_of(scope(None)) == "if_match_required"
    both = scope(first["ETag"], teams=(night,), languages=("nl",)).json()
    assert (both["teams"], both["languages"]) == (now["teams"], ["nl"])
    # Refused as before, whatever was seen.
    foreign = Team.objects.create(organisation=cast.burcht, name="Night")
    assert code_of(scope("*", teams=(foreign,))) == "unknown_team"
    url = f"{world.base}/coaches/{cast.stranger.id}/scope"
    body: dict[str, Any] = {"teams": [], "languages": ["nl"]}
    elsewhere = api(cast.admin).put(url, body, headers={"If-Match": "*"})
    assert code_of(elsewhere) == "not_found"


def test_a_coach_is_made_a_lead_and_a_client_that_knows_no_leads_keeps_one(
    cast: Cast, world: World, api: Api, scope: Put
) -> None:
    page = _scope_tag(cast, world, api)
    made = scope(page, is_lead=True)
    assert (made.json()["is_lead"], is_lead(cast.coach)) == (True, True)
    late = scope(page, languages=("nl",))
    assert (late.status_code, late.json()["current"]["is_lead"]) == (412, True)
    # A page that was open before there were leads names none, and changes the rest alone.
    kept = scope(made["ETag"], languages=("nl",))
    assert (kept.json()["is_lead"], kept.json()["languages"]) == (True, ["nl"])
    Membership.objects.filter(pk=cast.coach.pk).update(roles=[Role.EMPLOYEE])
    assert not is_lead(cast.coach)
    Membership.objects.filter(pk=cast.coach.pk).update(roles=[Role.COACH])
    assert scope(kept["ETag"], languages=("nl",), is_lead=False).json()["is_lead"] is False
    assert not is_lead(cast.coach)


def test_of_two_who_saw_the_same_scope_exactly_one_changes_it(
    cast: Cast, world: World, api: Api, scope: Put
) -> None:
    night = Team.objects.create(organisation=cast.haven, name="Night")
    for _round in range(ROUNDS):
        seen = _scope_tag(cast, world, api)
        calls = [partial(scope, seen, teams=(night,)), partial(scope, seen, languages=("nl",))]
        won, lost = sorted(together(*calls), key=lambda answer: answer.status_code)
        assert (won.status_code, lost.status_code) == (200, 412)
        assert f'"{lost.json()["current"]["scope_version"]}"' == won["ETag"]
        CoachScope.objects.all().delete()
