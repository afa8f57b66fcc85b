"""Every route answers every role as the table says, for one's own, a colleague's and another
organisation's thing."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.permissions.bodies import Ids
from tests.permissions.routes import Route, every_route, url_of
from tests.permissions.row import Row
from tests.permissions.stage import PLAYERS, Stage
from tests.permissions.table import TABLE

ROUTES = every_route()
IN = "in"
# A request that its state refuses was authorised before.
LET_IN = {200, 201, 202, 204, 409, 412, 428}
pytestmark = pytest.mark.xdist_group("permissions")


@dataclass(frozen=True)
class Case:
    """A request: `who` asks under `organisation` for the thing with `ids`, which is `whose`."""

    who: str
    organisation: str
    whose: str
    ids: Ids
    expected: str

    def __str__(self) -> str:
        return f"{self.who}, {self.whose or 'no'} thing, under /{self.organisation}"


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    served, named = {str(route) for route in ROUTES}, set(TABLE)
    assert not served - named, "routes without a row: say who may in tests/permissions/table.py"
    assert not named - served, "rows without a route"


@pytest.mark.slow
@pytest.mark.parametrize("route", [r for r in ROUTES if str(r) in TABLE], ids=str)
def test_a_route_accepts_whom_its_row_names_and_nobody_else(route: Route, stage: Stage) -> None:
    row = TABLE[str(route)]
    wrong = []
    for case in _cases(row, stage):
        url = url_of(route, row, case.organisation, case.ids)
        body = row.body_for(case.ids, stage.things)
        status = stage.ask(case.who, route.method, url, body, row.headers).status_code
        got = IN if status in LET_IN else str(status)
        if got != case.expected:
            wrong.append(f"{case}: {got} (status {status}) where the row says {case.expected}")
    assert not wrong, "\n" + "\n".join(wrong)


def _cases(row: Row, stage: Stage) -> Iterator[Case]:
    if row.public:
        ids = stage.ids(row.thing, "employee", "own") if row.thing else {}
        yield from (Case(who, "", "", ids or {}, IN) for who in (*PLAYERS, "stranger", "nobody"))
        return
    if row.personal:
        yield from (Case(who, "", "", {}, IN) for who in (*PLAYERS, "stranger"))
        yield Case("nobody", "", "", {}, "401")
        return
    for whose in ("own", "colleagues", "foreign") if row.thing else ("",):
        for who in ("nobody", *PLAYERS, "stranger"):
            ids = stage.ids(row.thing, who, whose) if row.thing else {}
            if ids is not None:
                yield Case(who, "haven", whose, ids, _expected(row, who, whose))
    yield from _from_outside(row, stage)


def _from_outside(row: Row, stage: Stage) -> Iterator[Case]:
    """Return the cases across organisations.

    Stan has every role in his own: no role of his may open Haven's things from there. And nobody of
    Haven gets anything under his organisation's name.
    """
    for who in PLAYERS:
        ids = stage.ids(row.thing, who, "foreign") if row.thing else {}
        yield Case(who, "burcht", "foreign" if row.thing else "", ids or {}, "404")
    if row.thing:
        for owner, ids in stage.things[row.thing].items():
            if owner != "stranger":
                yield Case("stranger", "burcht", f"{owner}'s", ids, "404")


def _expected(row: Row, who: str, whose: str) -> str:
    if who == "nobody":
        return "401"
    if who == "stranger":
        return "404"
    if who not in row.roles or (whose == "own" and who in row.only_looking):
        return "403"
    if whose == "colleagues" and who in row.only_seeing:
        return "403"
    let_in = {"": row.roles, "own": row.own, "colleagues": row.colleagues}.get(whose, frozenset())
    return IN if who in let_in else "404"
