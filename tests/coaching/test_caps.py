"""A coach takes no more than the organisation's caps: at a time, and on a day."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import AuditEvent
from coaching.domain.rules import Rules
from coaching.queries import load
from coaching.services.assignments import assign, unassign
from coaching.services.eligibility import set_scope
from coaching.services.rules import set_rules
from core.etags import ANY, Precondition
from tests.cast import Api, Cast, code_of
from tests.coaching.world import World, fix, mark_whole, take
from training.queries.progress import database_now

pytestmark = pytest.mark.slow
RULES = {
    "leaders_review": False,
    "most_open": 2,
    "most_a_day": 3,
    "promise_hours": 24,
    "second_percent": 5,
    "adjudicate_from": None,
    "licence_required": False,
    "licence_percent": 60,
    "licence_months": 12,
}
SEEN = Precondition(if_match=ANY)


def _next(api: Api, cast: Cast, world: World) -> Any:
    return api(cast.coach).post(f"{world.base}/leases", {})


def test_an_admin_sets_the_rules(cast: Cast, world: World, api: Api) -> None:
    admin, url = api(cast.admin), f"{world.base}/coaching-rules"
    before = {
        "leaders_review": False,
        "most_open": None,
        "most_a_day": None,
        "promise_hours": 48,
        "second_percent": 0,
        "adjudicate_from": 2,
        "licence_required": False,
        "licence_percent": 60,
        "licence_months": 12,
        "releasing": "at_once",
        "near_points": 10,
    }
    stood = admin.get(url)
    assert stood.json() == before | {"version": stood["ETag"].strip('"')}
    first, answer = (admin.put(url, RULES, headers={"If-Match": stood["ETag"]}) for _ in range(2))
    assert first.status_code == 200, first.content
    later = {"releasing": "at_once", "near_points": 10}
    kept = RULES | later | {"version": first["ETag"].strip('"')}
    assert first.json() == answer.json() == kept
    assert admin.get(url).json() == answer.json()
    assert AuditEvent.objects.filter(verb="coaching_rules_set").count() == 1
    assert code_of(admin.put(url, RULES | {"most_open": 0})) == "invalid"
    assert code_of(admin.put(url, RULES | {"promise_hours": 721})) == "invalid"
    assert code_of(admin.put(url, RULES | {"second_percent": 101})) == "invalid"


def test_a_coach_has_no_more_open_than_the_organisation_lets(
    cast: Cast, world: World, api: Api
) -> None:
    first, *_others = [world.submitted(cast.employee) for _number in range(4)]
    set_rules(actor=cast.admin, rules=Rules(most_open=2), seen=SEEN)
    lease = take(api(cast.coach), world)
    take(api(cast.coach), world)
    assert code_of(_next(api, cast, world)) == "open_cap_reached"
    # One's own is no new one.
    again = api(cast.coach).post(f"{world.base}/leases", {"submission": str(first.submission.id)})
    assert again.status_code == 200
    assert _next(api, cast, world).status_code == 409
    api(cast.coach).delete(f"{world.base}/leases/{lease['id']}")
    assert _next(api, cast, world).status_code == 201
    assert api(cast.second_coach).post(f"{world.base}/leases", {}).status_code == 201


def test_a_coach_takes_no_more_a_day_than_the_organisation_lets(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        world.submitted(cast.employee)
    set_rules(actor=cast.admin, rules=Rules(most_a_day=2), seen=SEEN)
    for _number in range(2):
        lease = take(api(cast.coach), world)
        mark_whole(world, lease)
        fix(lease)
    assert code_of(_next(api, cast, world)) == "day_cap_reached"
    tomorrow = database_now() + timedelta(days=1)
    monkeypatch.setattr(load, "database_now", lambda: tomorrow)
    assert _next(api, cast, world).status_code == 201


def test_feedback_that_was_begun_is_refused_as_the_queue_refuses_it(
    cast: Cast, world: World, api: Api
) -> None:
    attempt, other = world.submitted(cast.employee), world.submitted(cast.teammate)
    lease = take(api(cast.coach), world, attempt)
    assert api(cast.coach).delete(f"{world.base}/leases/{lease['id']}").status_code == 204
    begun = {"review": lease["review"]}
    colleague, url = api(cast.second_coach), f"{world.base}/leases"
    assign(actor=cast.admin, submission=attempt.submission.id, coach=cast.coach.id)
    assert code_of(colleague.post(url, begun)) == "assigned"
    unassign(actor=cast.admin, submission=attempt.submission.id)
    set_rules(actor=cast.admin, rules=Rules(most_open=1), seen=SEEN)
    take(colleague, world, other)
    assert code_of(colleague.post(url, begun)) == "open_cap_reached"
    set_rules(actor=cast.admin, rules=Rules(), seen=SEEN)
    bounds = {"actor": cast.admin, "coach": cast.second_coach.id, "teams": [], "seen": SEEN}
    set_scope(**bounds, languages=["en"])  # type: ignore[arg-type]  # one dictionary of several types
    assert code_of(colleague.post(url, begun)) == "not_found"
    set_scope(**bounds, languages=["nl"])  # type: ignore[arg-type]  # as above
    assert colleague.post(url, begun).status_code == 201


def test_a_new_programme_promises_what_the_organisation_does(
    cast: Cast, world: World, api: Api
) -> None:
    set_rules(actor=cast.admin, rules=Rules(promise_hours=12), seen=SEEN)
    url = f"{world.base}/programmes/0193b5a0-0000-7000-8000-000000000001/settings"
    made = api(cast.admin).put(url, {"name": {"nl": "Nieuw"}}, headers={"If-None-Match": "*"})
    assert made.status_code == 201, made.content
    assert made.json()["review_promise_hours"] == 12
