"""Makes reviews for tests of the coaches' screens: a marked one, and one that is left as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.ids import new_id
from tests.flows import loop
from tests.flows.caller import Caller
from tests.flows.stack import Stack


def reviewed_reply(stack: Stack) -> dict[str, Any]:
    """Return a reply that Noor sent in, marked by the coach and not released."""
    employee, coach = stack.sign_in("employee"), stack.sign_in("coach")
    attempt = loop.begin_with_one_reply(employee)
    loop.watch(employee, attempt)
    loop.choose(employee, attempt)
    take = loop.record(employee, attempt, loop.WEBM)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    lease = loop.lease(coach, attempt)
    mark(coach, lease)
    return {"attempt": attempt["id"], "step": attempt["step"], "review": lease["review"]}


def mark(coach: Caller, lease: dict[str, Any]) -> None:
    path = f"/reviews/{lease['review']}"
    document = coach.get(path)
    for criterion in document["rubric"]["criteria"]:
        body = {"lease": lease["id"], "level": criterion["levels"][2]["id"], "note": ""}
        coach.put(f"{path}/scores/{criterion['id']}", body)
    said = (("strength", 900, loop.STRENGTH), ("say_instead", 2400, loop.SAY_INSTEAD))
    for kind, at_ms, text in said:
        body = {"lease": lease["id"], "take": document["takes"][0]["id"], "at_ms": at_ms}
        coach.put(f"{path}/comments/{new_id()}", {**body, "kind": kind, "text": text})


@contextmanager
def fatimas_review(coach: Caller) -> Iterator[dict[str, Any]]:
    """Give the coach a lease of what the demo's colleague sent in; it is left without comments and
    free, as other tests expect it."""
    yield coach.post("/leases", {"submission": _line_of_fatima(coach)["submission"]})
    lease = _line_of_fatima(coach)["lease"]
    if lease is None:
        return
    review = f"{coach.root}/reviews/{lease['review']}"
    for one in coach.http.get(review).json()["comments"]:
        coach.http.delete(
            f"{review}/comments/{one['id']}",
            params={"lease": lease["id"]},
            headers={"If-Match": f'"{one["version"]}"'},
        ).raise_for_status()
    coach.http.delete(f"{coach.root}/leases/{lease['id']}")


def _line_of_fatima(coach: Caller) -> dict[str, Any]:
    waiting = coach.get("/queue")["results"]
    found: dict[str, Any] = next(one for one in waiting if "Fatima" in one["person_name"])
    return found
