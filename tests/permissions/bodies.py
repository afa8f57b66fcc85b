"""Makes bodies for the requests in table.py: each is accepted, or refused with 409, 412 or 428."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from core.ids import new_id
from tests.scenarios.content import rubric_body, scenario_body

PHRASE = {"kind": "note", "text": "Rustig, {name}."}

Ids = dict[str, Any]
Things = dict[str, dict[str, Ids]]
"""Ids for the path by kind of thing and name of its owner ("haven": the organisation's)."""


def browser(ids: Ids, things: Things) -> Mapping[str, Any]:
    """Return a subscription that no browser has yet."""
    key = urlsafe_b64encode(b"\x04" + bytes(64)).decode().rstrip("=")
    secret = urlsafe_b64encode(bytes(16)).decode().rstrip("=")
    endpoint = f"https://push.example/{new_id()}"
    return {"endpoint": endpoint, "p256dh": key, "auth": secret, "label": "Chrome"}


def rubric_draft(ids: Ids, things: Things) -> Mapping[str, Any]:
    return rubric_body(things["rubric-version"]["haven"]["rubric"])


def scenario_draft(ids: Ids, things: Things) -> Mapping[str, Any]:
    return scenario_body(things["scenario-version"]["haven"]["scenario"])


def step(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"step": ids["step"]}


def enrolment(ids: Ids, things: Things) -> Mapping[str, Any]:
    colleague = things["person"]["teammate"]["membership"]
    return {"programme": things["step"]["employee"]["programme"], "membership": colleague}


def led_team(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"team": things["team"]["haven"]["team"]}


def selection(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"versions": [str(ids["version"])]}


def package(ids: Ids, things: Things) -> bytes:
    """Return another file than the one that came first, which is refused with 409."""
    return b"another"


def stretch(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"source": ids["source"], "start_ms": 1000, "end_ms": 3000}


def reader(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"reader": ids["reader"]}


def option(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"options": [ids["option"]]}


def met(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"scenes": [ids["first"]]}


def chosen_take(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"takes": [ids["take"]]}


def dispute(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"criterion": ids["criterion"], "reason": "I did."}


def regrade(ids: Ids, things: Things) -> Mapping[str, Any]:
    named = {"submission": ids["submission"], "rubric_version": ids["rubric_version"]}
    return {**named, "reason": "Clearer"}


def recording(ids: Ids, things: Things) -> Mapping[str, Any]:
    moment = {"recorded_at": "2026-01-05T10:00:00Z", "duration_ms": 30_000}
    return {"scene": ids["respond"], "upload": ids["upload"], **moment}


def lease(**more: Any) -> dict[str, Any]:
    """Return a body that names a lease that does not exist, so that a request that is let in is
    refused as stale."""
    return {"lease": str(new_id()), **more}


RUBRIC_FILE = {"schema": "kalm-rubric/1", "criteria": rubric_body("")["criteria"]}
LEAVE = {"first_day": "2030-07-01", "last_day": "2030-07-14"}
WORKSHOP_PLAN = {
    "titles": {"en": "Staying calm"},
    "kind": "physical",
    "starts_local": "2098-03-02T09:30",
    "ends_local": "2098-03-02T12:30",
    "time_zone": "Europe/Amsterdam",
    "place": "Utrecht",
    "seats": 12,
}
UPLOAD = {"length": 1000, "content_type": "video/mp4", "purpose": "take"}
TUS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "1000",
    "Upload-Metadata": "filetype dmlkZW8vbXA0",
}
