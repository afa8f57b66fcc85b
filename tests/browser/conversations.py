"""Makes an exercise with two replies and a branch between them, of the demo's own clips."""

from collections.abc import Callable
from typing import Any

from core.ids import new_id
from tests.flows.caller import Caller, expect, wait_until
from tests.flows.stack import Stack

CONVERSATION = "Een gesprek in twee beurten"
CALM, ANGRY = "Hij wordt rustiger. Kijk en luister.", "Hij wordt bozer. Kijk en luister."
FIRST, SECOND = "Laat merken dat je luistert.", "Zeg wat je nu gaat doen."
LISTEN, REFUSE = "Ik laat hem uitpraten.", "Ik zeg dat hij moet kalmeren."


def texts(text: str) -> dict[str, str]:
    return {"nl": text, "en": text}


def option(text: str, next: str, *, is_right: bool) -> dict[str, Any]:
    return {
        "text": texts(text),
        "is_right": is_right,
        "explanation": texts(f"Uitleg: {text}"),
        "next": next,
    }


def scenes(first: dict[str, str], second: dict[str, str]) -> list[dict[str, Any]]:
    """Return a conversation that goes on by what is chosen after the first reply."""
    right = option(LISTEN, "calm", is_right=True)
    wrong = option(REFUSE, "angry", is_right=False)
    question = {"prompt": texts("Hoe ga je verder?"), "options": [right, wrong]}
    return [
        {"key": "begin", "kind": "watch", "prompt": texts("Een klant wacht."), "clips": first},
        {"key": "one", "kind": "respond", "prompt": texts(FIRST), "max_take_ms": 30_000},
        {"key": "choice", "kind": "choose", **question},
        {
            "key": "calm",
            "kind": "watch",
            "prompt": texts(CALM),
            "clips": second,
            "next": "two",
        },
        {"key": "angry", "kind": "watch", "prompt": texts(ANGRY), "clips": first},
        {
            "key": "two",
            "kind": "respond",
            "prompt": texts(SECOND),
            "max_take_ms": 30_000,
            "self_check": True,
        },
    ]


def published(caller: Caller) -> list[dict[str, Any]]:
    """Return the documents of published exercises that show the customer."""
    rows = [one for row in caller.get("/scenarios")["results"] for one in row["versions"]]
    found = [caller.get(f"/scenario-versions/{one['id']}") for one in rows if one["published_at"]]
    return [one for one in found if any(scene["clips"] for scene in one["scenes"])]


def clips_of(document: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = next(one["clips"] for one in document["scenes"] if one["clips"])
    return found


def add_conversation(stack: Stack) -> str:
    """Publish the conversation, put it last in the demo's programme, and return its step."""

    def conversation(one: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
        return scenes(clips_of(one), clips_of(other))

    return add_exercise(stack, CONVERSATION, conversation)


Scenes = Callable[[dict[str, Any], dict[str, Any]], list[dict[str, Any]]]


def add_exercise(stack: Stack, title: str, scenes: Scenes, **step: str) -> str:
    """Publish an exercise whose scenes are made of two of the demo's, put it last in the demo's
    programme, and return its step."""
    author = stack.sign_in("author")
    one, other = published(author)[:2]
    body = {
        **{name: one[name] for name in ("rubric_version", "aggression_type", "techniques")},
        "scenario": author.post("/scenarios", {"code": f"made-{str(new_id())[-12:]}"})["id"],
        "title": texts(title),
        "summary": texts("Je antwoordt twee keer."),
        "intensity": 2,
        "sector": "retail",
        "channel": "face_to_face",
        "scenes": scenes(one, other),
    }
    version = new_id()
    author.put(f"/scenario-versions/{version}", body)
    author.post(f"/scenario-versions/{version}/publication")
    return add_step(stack, body["scenario"], **step)


def add_step(stack: Stack, scenario: str, **step: str) -> str:
    """Put a published exercise last in the demo's programme as its manager; return the step."""
    manager = stack.sign_in("manager")
    rows = manager.get("/programmes")["results"]
    programme = next(row["id"] for row in rows if row["code"] == "staying_calm")
    added = str(new_id())
    put_last(manager, programme, {"id": added, "kind": "exercise", "scenario": scenario, **step})
    return added


def put_last(manager: Caller, programme: str, step: dict[str, Any]) -> None:
    """Publish the programme's steps with another one at the end."""
    draft = f"/programmes/{programme}/draft"
    seen = {"If-Match": "*"}
    steps = [*manager.get(draft)["steps"], step]
    expect(manager.http.put(manager.root + draft, json={"steps": steps}, headers=seen), 200)
    manager.post(f"{draft}/publication", headers=seen)


def open_conversation(caller: Caller, step: str) -> str:
    """Open an attempt at the step and return its id."""
    attempt = str(new_id())
    caller.put(f"/attempts/{attempt}", {"step": step})
    return attempt


def wait_for_submission(caller: Caller, attempt: str) -> dict[str, Any]:
    def found() -> Any:
        document = caller.get(f"/attempts/{attempt}")
        return document if document["submission"] else None

    document: dict[str, Any] = wait_until("the submission", found)
    return document
