"""Every route refuses a page that began under somebody else's session, or that says no name."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.rest.acting import MEMBERSHIP, PERSON, SAFE
from core.ids import new_id
from tests.cast import act_for, code_of
from tests.permissions.routes import Route, every_route, url_of
from tests.permissions.row import Row
from tests.permissions.stage import Stage
from tests.permissions.table import TABLE

ROUTES = [route for route in every_route() if str(route) in TABLE and not TABLE[str(route)].public]
PLAYERS = ("employee", "coach")  # which role they have makes no difference
WRITES = [route for route in ROUTES if route.method not in SAFE]
pytestmark = [pytest.mark.xdist_group("permissions"), pytest.mark.slow]


def _asked(stage: Stage, route: Route, who: str, named: dict[str, str]) -> Any:
    """Return what `who` gets, with these headers in place of the client's own."""
    row = TABLE[str(route)]
    ids = (stage.ids(row.thing, who, "own") or stage.ids(row.thing, who, "")) if row.thing else {}
    client = stage.clients[who]
    act_for(client, None)
    try:
        url = url_of(route, row, "haven", ids or {})
        body = row.body_for(ids or {}, stage.things)
        return stage.ask(who, route.method, url, body, {**row.headers, **named})
    finally:
        act_for(client, stage.cast.by_role()[who])


def _others(stage: Stage, row: Row, who: str) -> Iterator[str]:
    """Return ids that are not the caller's: a colleague's, a stranger's, nobody's, no id at all."""
    for member in (stage.cast.second_coach, stage.cast.stranger):
        yield str(member.person_id if row.personal else member.pk)
    own = stage.cast.by_role()[who]
    yield str(own.pk if row.personal else own.person_id)
    yield str(new_id())
    yield "x"


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_another_persons_session_carries_out_and_tells_nothing(route: Route, stage: Stage) -> None:
    """Also where the session's own role would be refused: the page must hear that it is over."""
    row = TABLE[str(route)]
    header = PERSON if row.personal else MEMBERSHIP
    for who in PLAYERS:
        for named in _others(stage, row, who):
            answer = _asked(stage, route, who, {header: named})
            assert (answer.status_code, code_of(answer)) == (403, "other_person"), (who, named)


@pytest.mark.parametrize("route", WRITES, ids=str)
def test_a_browser_changes_nothing_for_a_page_that_does_not_say_for_whom(
    route: Route, stage: Stage
) -> None:
    for who in PLAYERS:
        answer = _asked(stage, route, who, {})
        assert (answer.status_code, code_of(answer)) == (428, "precondition_required"), who


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_an_answer_says_for_whom_it_was_made(route: Route, stage: Stage) -> None:
    for who in PLAYERS:
        member = stage.cast.by_role()[who]
        named = {PERSON: str(member.person_id)}
        if not TABLE[str(route)].personal:
            named |= {MEMBERSHIP: str(member.pk)}
        answer = _asked(stage, route, who, named)
        assert {name: answer.headers.get(name) for name in named} == named
