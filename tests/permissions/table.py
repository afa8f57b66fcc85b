"""Says who may do what to whose: one row for each method of each route under /api/v1.

Read a row as: a member whose role is not in `roles` gets 403; of the others, those in `own` reach
their own thing and those in `colleagues` a colleague's (or the organisation's), the rest get 404.
Never in a row, because it holds for all: nobody signed in gets 401; whoever is not a member gets
404; and another organisation's thing is 404 for everyone, whatever their role.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.ids import new_id
from tests.scenarios.content import both, rubric_body, scenario_body

Roles = frozenset[str]
Ids = dict[str, Any]
Things = dict[str, dict[str, Ids]]
"""Ids for the path by kind of thing and name of its owner ("haven": the organisation's)."""

Body = Callable[[Ids, Things], Mapping[str, Any]]
"""A body made from the ids that the path names, and from all there are."""

EMPLOYEE, COACH, AUTHOR = frozenset({"employee"}), frozenset({"coach"}), frozenset({"author"})
PRACTISING = frozenset({"employee", "teammate"})
ADMIN = frozenset({"admin"})
OVERSEERS = frozenset({"manager", "admin"})
READERS = frozenset({"author", "coach", "admin"})
LISTERS = READERS | OVERSEERS
MEMBERS = frozenset({"employee", "teammate", "coach", "author", "manager", "admin"})
NOBODY: Roles = frozenset()


@dataclass(frozen=True)
class Row:
    """A row says who may use a route. `thing` is what the path names (see stage.py). `body` must be
    one that is accepted, or refused with 409, 412 or 428 at most: 400 would hide who may."""

    thing: str | None = None
    roles: Roles = MEMBERS
    own: Roles = MEMBERS
    colleagues: Roles = NOBODY
    only_looking: Roles = NOBODY  # these see their own thing, and get 403 when they do this with it
    body: Mapping[str, Any] | Body = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    personal: bool = False  # the path names no organisation: for whoever is signed in

    def body_for(self, ids: Ids, things: Things) -> Mapping[str, Any] | None:
        """Return the body of a request; None where headers say it all, as in tus."""
        if self.headers:
            return None
        return self.body(ids, things) if callable(self.body) else self.body


def rubric_draft(ids: Ids, things: Things) -> Mapping[str, Any]:
    return rubric_body(things["rubric-version"]["haven"]["rubric"])


def scenario_draft(ids: Ids, things: Things) -> Mapping[str, Any]:
    return scenario_body(things["scenario-version"]["haven"]["scenario"])


def step(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"step": ids["step"]}


def enrolment(ids: Ids, things: Things) -> Mapping[str, Any]:
    colleague = things["person"]["teammate"]["membership"]
    return {"programme": things["step"]["employee"]["programme"], "membership": colleague}


def scenario(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"scenario": ids["scenario"]}


def option(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"option": ids["option"]}


def chosen_take(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"takes": [ids["take"]]}


def recording(ids: Ids, things: Things) -> Mapping[str, Any]:
    moment = {"recorded_at": "2026-01-05T10:00:00Z", "duration_ms": 30_000}
    return {"scene": ids["respond"], "upload": ids["upload"], **moment}


def lease(**more: Any) -> dict[str, Any]:
    """Return a body that names a lease that does not exist, so that a request that is let in is
    refused as stale."""
    return {"lease": str(new_id()), **more}


UPLOAD = {"length": 1000, "content_type": "video/mp4", "purpose": "take"}
TUS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "1000",
    "Upload-Metadata": "filetype dmlkZW8vbXA0",
}
ATTEMPT = "attempts/<uuid:attempt>"
TAKE = f"{ATTEMPT}/takes/<uuid:take>"
REVIEW = "reviews/<uuid:review>"

TABLE: dict[str, Row] = {
    # accounts
    "GET me": Row(personal=True),
    "PATCH me": Row(personal=True, body={"name": "Anders"}),
    "GET membership": Row(),
    "PATCH membership": Row(body={"time_zone": "Europe/Paris"}),
    "GET people": Row(roles=OVERSEERS),
    "POST people": Row(
        roles=ADMIN, body={"email": "new@haven.example", "name": "New", "roles": ["employee"]}
    ),
    "GET people/<uuid:membership>": Row("person", roles=ADMIN, colleagues=ADMIN),
    "PATCH people/<uuid:membership>": Row(
        "person", roles=ADMIN, colleagues=ADMIN, body={"time_zone": "Europe/Paris"}
    ),
    "POST people/<uuid:membership>/invitation": Row("person", roles=ADMIN, colleagues=ADMIN),
    "GET teams": Row(roles=OVERSEERS),
    "POST teams": Row(roles=ADMIN, body={"name": "Night shift"}),
    "PATCH teams/<uuid:team>": Row(
        "team", roles=ADMIN, colleagues=ADMIN, body={"name": "Night shift"}
    ),
    # notifications
    "GET messages": Row(),
    "GET messages/unread": Row(),
    "PUT messages/reading": Row(body={"about": str(new_id())}),
    "PUT messages/<uuid:message>/reading": Row("message"),
    # media
    "POST uploads": Row(headers=TUS),
    "GET uploads/<uuid:id>": Row("upload"),
    "PUT uploads/<uuid:id>": Row("upload", body=UPLOAD),
    "DELETE uploads/<uuid:id>": Row("upload"),
    "GET videos/<uuid:id>": Row("video"),
    "GET videos/<uuid:id>/playback": Row("video"),
    "GET videos/<uuid:id>/captions/<slug:language>": Row("video"),
    "PUT videos/<uuid:id>/captions/<slug:language>": Row("video", body={"text": "WEBVTT"}),
    "DELETE videos/<uuid:id>/captions/<slug:language>": Row("video"),
    "GET videos/<uuid:id>/captions/<slug:language>/draft": Row("video"),
    "POST videos/<uuid:id>/captions/<slug:language>/draft": Row("video"),
    # scenarios
    "GET techniques": Row(roles=LISTERS),
    "GET aggression-types": Row(roles=LISTERS),
    "GET rubrics": Row(roles=LISTERS),
    "POST rubrics": Row(roles=AUTHOR, body={"code": "new", "name": both("New")}),
    "GET rubric-versions/<uuid:version>": Row("rubric-version", roles=READERS, colleagues=READERS),
    "PUT rubric-versions/<uuid:version>": Row(
        "rubric-version", roles=AUTHOR, colleagues=AUTHOR, body=rubric_draft
    ),
    "POST rubric-versions/<uuid:version>/publication": Row(
        "rubric-version", roles=AUTHOR, colleagues=AUTHOR
    ),
    "GET scenarios": Row(roles=LISTERS),
    "POST scenarios": Row(roles=AUTHOR, body={"code": "new"}),
    "GET scenario-versions/<uuid:version>": Row(
        "scenario-version", roles=READERS, colleagues=READERS
    ),
    "PUT scenario-versions/<uuid:version>": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR, body=scenario_draft
    ),
    "POST scenario-versions/<uuid:version>/publication": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR
    ),
    # training: practice is its owner's alone, whatever others' roles
    "GET today": Row(),
    "GET steps/<uuid:step>": Row("step", colleagues=MEMBERS),  # all are in the one programme
    "PUT steps/<uuid:step>/opening": Row("step", colleagues=MEMBERS),
    "GET programmes": Row(),
    "PATCH programmes/<uuid:programme>": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body={"nudge_time": "08:15:00"}
    ),
    "GET programmes/<uuid:programme>/participation": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS
    ),
    "GET programmes/<uuid:programme>/steps": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS
    ),
    "PUT programmes/<uuid:programme>/steps/<uuid:step>": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body=scenario
    ),
    "GET enrolments": Row(),
    "POST enrolments": Row(roles=OVERSEERS, body=enrolment),
    "PATCH enrolments/<uuid:enrolment>": Row(
        "enrolment", roles=OVERSEERS, colleagues=OVERSEERS, body={"state": "paused"}
    ),
    "GET attempts": Row(),
    f"GET {ATTEMPT}": Row("attempt"),
    f"PUT {ATTEMPT}": Row("attempt", body=step),
    f"PUT {ATTEMPT}/answers/<uuid:scene>": Row("attempt", body=option),
    f"GET {ATTEMPT}/scenes/<uuid:scene>/playback": Row("watched"),
    f"POST {ATTEMPT}/submission": Row(
        "attempt", only_looking=MEMBERS - PRACTISING, body=chosen_take
    ),
    f"GET {TAKE}": Row("attempt"),
    f"PUT {TAKE}": Row("attempt", body=recording),
    f"DELETE {TAKE}": Row("attempt"),
    f"GET {TAKE}/playback": Row("attempt"),
    # coaching: a coach sees submitted takes, but never judges their own
    "GET queue": Row(roles=COACH),
    "GET reviews": Row(roles=COACH),
    "POST leases": Row(roles=COACH),
    "DELETE leases/<uuid:lease>": Row("lease", roles=COACH),
    "POST leases/<uuid:lease>/renewal": Row("lease", roles=COACH),
    f"GET {REVIEW}": Row("review", roles=COACH, own=NOBODY, colleagues=COACH),
    f"GET {REVIEW}/takes/<uuid:take>/playback": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    f"GET {REVIEW}/scenes/<uuid:scene>/playback": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    f"POST {REVIEW}/release": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease()
    ),
    f"PUT {REVIEW}/scores/<uuid:criterion>": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease(level=str(new_id()))
    ),
    f"PUT {REVIEW}/comments/<uuid:comment>": Row(
        "review",
        roles=COACH,
        own=NOBODY,
        colleagues=COACH,
        body=lease(take=str(new_id()), at_ms=1, kind="note", text="Mine"),
    ),
    f"DELETE {REVIEW}/comments/<uuid:comment>": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, query=f"lease={new_id()}"
    ),
    # what was sent in and the feedback on it are their owner's alone
    f"PUT {ATTEMPT}/withdrawal": Row("attempt"),
    "GET feedback/<uuid:attempt>": Row("feedback"),
    "PUT feedback/<uuid:attempt>/reading": Row("feedback"),
}
