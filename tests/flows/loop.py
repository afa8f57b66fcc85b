"""Walks the main loop, step by step: nudge, watch, choose, record, submit, score, read, again.

Used by the flow tests and by `make tour`. Each function is one thing that a person does, and
raises NotAsPromised as soon as the product does something else.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from core.ids import new_id
from tests.flows.caller import Caller, NotAsPromised, expect, wait_until

PHONE = Path(__file__).resolve().parent.parent.parent / "demo" / "phone"
STRENGTH = "Je blijft rustig en noemt wat er misging."
SAY_INSTEAD = "Zeg liever: ik zoek dit nu voor je uit, dat duurt twee minuten."


@dataclass
class Clip:
    """A recording as a phone sends it."""

    path: Path
    content_type: str
    duration_ms: int = 6000


PORTRAIT = Clip(PHONE / "rotated.mp4", "video/mp4")
WEBM = Clip(PHONE / "streamed.webm", "video/webm")


def first_nudge(employee: Caller) -> dict[str, Any]:
    """Find a nudge among the employee's messages, one line with a link to the exercise."""

    def nudged() -> dict[str, Any] | None:
        messages = employee.get("/messages")["results"]
        return next((m for m in messages if m["kind"] == "nudge"), None)

    nudge = wait_until("a nudge", nudged)
    if "/practise/" not in nudge["link"] or not nudge["text"].strip():
        raise NotAsPromised(f"a nudge without text or link: {nudge}")
    return nudge


def begin(employee: Caller) -> dict[str, Any]:
    """Open today's exercise; when all steps are done, do the last scored one again."""
    card = employee.get("/today")["card"]
    if card and card["attempt"]:
        attempt: dict[str, Any] = employee.get(f"/attempts/{card['attempt']}")
        return attempt
    if not card:
        return once_more(employee)
    opened: dict[str, Any] = employee.put(f"/attempts/{new_id()}", {"step": card["step"]})
    return opened


def begin_with_one_reply(employee: Caller) -> dict[str, Any]:
    """Open an exercise with one reply that a coach always reviews: today's, or the last scored
    one again where what was done before leads to another kind."""
    attempt = begin(employee)
    return attempt if has_one_reply(attempt) else once_more(employee)


def has_one_reply(attempt: dict[str, Any]) -> bool:
    """Tell whether the attempt's exercise has one reply, which a coach always reviews."""
    replies = [scene for scene in attempt["exercise"]["scenes"] if scene["kind"] == "respond"]
    return attempt["review"] == "always" and len(replies) == 1


def once_more(employee: Caller) -> dict[str, Any]:
    """Open the exercise of the last scored attempt with one reply again."""
    attempts: list[dict[str, Any]] = employee.get("/attempts")["results"]
    opened = [a for a in attempts if a["state"] == "open" and has_one_reply(a)]
    if opened:
        return opened[0]
    scored = next((a for a in attempts if a["state"] == "scored" and has_one_reply(a)), None)
    if scored is None:
        raise NotAsPromised("nothing was scored before")
    body = {"step": scored["step"], "follows": scored["id"]}
    again: dict[str, Any] = employee.put(f"/attempts/{new_id()}", body)
    return again


def scene_of(attempt: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the first scene of a kind."""
    return next(scene for scene in attempt["exercise"]["scenes"] if scene["kind"] == kind)


def watch(employee: Caller, attempt: dict[str, Any]) -> dict[str, Any]:
    """Play the customer's clip, by range, with captions."""
    scene = scene_of(attempt, "watch")
    playback: dict[str, Any] = employee.get(
        f"/attempts/{attempt['id']}/scenes/{scene['id']}/playback"
    )
    plays(employee, playback)
    if not playback["captions"]:
        raise NotAsPromised("a customer's clip without captions")
    captions = expect(employee.http.get(playback["captions"][0]["url"]), 200).text
    if not captions.startswith("WEBVTT"):
        raise NotAsPromised("captions that are not WebVTT")
    return playback


def plays(viewer: Caller, playback: dict[str, Any]) -> None:
    """Check that the signed address gives a piece of an MP4 whose index is at its beginning."""
    answer = viewer.http.get(playback["url"], headers={"Range": "bytes=0-4095"})
    piece = expect(answer, 206).content
    if piece[4:8] != b"ftyp" or b"moov" not in piece:
        raise NotAsPromised("a video that can't be played at once")


def choose(employee: Caller, attempt: dict[str, Any]) -> dict[str, Any]:
    """Answer the question; the answer comes with a calm explanation."""
    scene = scene_of(attempt, "choose")
    option = scene["options"][0]["id"]
    answer: dict[str, Any] = employee.put(
        f"/attempts/{attempt['id']}/answers/{scene['id']}", {"options": [option]}
    )
    if not all(one["text"].strip() for one in answer["explanations"]):
        raise NotAsPromised("an answer without explanation")
    return answer


def record(employee: Caller, attempt: dict[str, Any], clip: Clip) -> UUID:
    """Record a take: its bytes arrive, and it belongs to the attempt."""
    upload = employee.upload(clip.path.read_bytes(), clip.content_type)
    take = new_id()
    body = {
        "scene": scene_of(attempt, "respond")["id"],
        "upload": str(upload),
        "recorded_at": datetime.now(UTC).isoformat(),
        "duration_ms": clip.duration_ms,
    }
    employee.put(f"/attempts/{attempt['id']}/takes/{take}", body)
    return take


def processed(employee: Caller, attempt: dict[str, Any], take: UUID) -> dict[str, Any]:
    """Wait until the take is a video that plays; a failed one is reported with its reason."""

    def finished() -> dict[str, Any] | None:
        seen: dict[str, Any] = employee.get(f"/attempts/{attempt['id']}/takes/{take}")
        if seen["video"]["state"] == "failed":
            raise NotAsPromised(f"processing failed: {seen['video']['reason']}")
        return seen if seen["video"]["state"] == "ready" else None

    done = wait_until("processing of the take", finished, seconds=120)
    plays(employee, employee.get(f"/attempts/{attempt['id']}/takes/{take}/playback"))
    return done


def submit(employee: Caller, attempt: dict[str, Any], take: UUID) -> None:
    """Submit one take to the coach. Repeating it changes nothing."""
    body = {"takes": [str(take)]}
    first = employee.post(f"/attempts/{attempt['id']}/submission", body)
    again = employee.post(f"/attempts/{attempt['id']}/submission", body)
    # What is found in a take, such as silence, may come in between.
    one, other = (
        value | {"takes": [each["id"] for each in value["takes"]]} for value in (first, again)
    )
    if one["state"] != "submitted" or one != other:
        raise NotAsPromised(f"submitted, but then the attempt is {one}, {other}")


def lease(coach: Caller, attempt: dict[str, Any]) -> dict[str, Any]:
    """Take a lease on the attempt's submission from the queue."""
    waiting = {row["attempt"]: row["submission"] for row in coach.get("/queue")["results"]}
    if attempt["id"] not in waiting:
        raise NotAsPromised("the submitted attempt is not in the coach's queue")
    taken: dict[str, Any] = coach.post("/leases", {"submission": waiting[attempt["id"]]})
    return taken


def review(coach: Caller, attempt: dict[str, Any]) -> dict[str, Any]:
    """Take the review as a coach, watch, score every criterion, comment, and release."""
    taken = lease(coach, attempt)
    path = f"/reviews/{taken['review']}"
    document: dict[str, Any] = coach.get(path)
    take = document["takes"][0]["id"]
    plays(coach, coach.get(f"{path}/takes/{take}/playback"))
    for criterion in document["rubric"]["criteria"]:
        level = criterion["levels"][3]
        body = {"lease": taken["id"], "level": level["id"], "note": ""}
        coach.put(f"{path}/scores/{criterion['id']}", body)
    for kind, at_ms, text in (("strength", 1200, STRENGTH), ("say_instead", 3400, SAY_INSTEAD)):
        body = {"lease": taken["id"], "take": take, "at_ms": at_ms, "kind": kind, "text": text}
        coach.put(f"{path}/comments/{new_id()}", body)
    seen = {"If-Match": f'"{coach.get(path)["version"]}"'}
    released = coach.post(f"{path}/release", {"lease": taken["id"]}, seen)
    if released["state"] != "released":
        raise NotAsPromised(f"released, but the review is {released['state']}")
    return document


def read(employee: Caller, attempt: dict[str, Any]) -> dict[str, Any]:
    """Read the feedback as the employee: every score, and both comments at their moments."""

    def told() -> dict[str, Any] | None:
        messages = employee.get("/messages")["results"]
        return next((m for m in messages if attempt["id"] in m["link"]), None)

    wait_until("a message that feedback is there", told)
    feedback: dict[str, Any] = employee.get(f"/feedback/{attempt['id']}")
    moments = {comment["kind"]: comment["at_ms"] for comment in feedback["comments"]}
    if moments != {"strength": 1200, "say_instead": 3400}:
        raise NotAsPromised(f"comments at other moments than the coach gave: {moments}")
    if not feedback["scores"] or any(s["level"]["value"] != 4 for s in feedback["scores"]):
        raise NotAsPromised("scores other than the coach gave")
    return feedback


def again(employee: Caller, attempt: dict[str, Any]) -> dict[str, Any]:
    """Record again after reading, as a new attempt that follows this one."""
    body = {"step": attempt["step"], "follows": attempt["id"]}
    following: dict[str, Any] = employee.put(f"/attempts/{new_id()}", body)
    if following["follows"] != attempt["id"] or following["number"] <= attempt["number"]:
        raise NotAsPromised("a new attempt that does not follow the first")
    return following
