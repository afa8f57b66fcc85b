"""Bad input of every kind gets its documented code, and nothing is lost or half-written."""

from uuid import UUID

import httpx
import pytest

from core.ids import new_id
from tests import loopback
from tests.flows import loop
from tests.flows.caller import Caller, wait_until
from tests.flows.stack import Stack

pytestmark = [pytest.mark.stack]


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a problem document."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


def put(caller: Caller, path: str, body: dict[str, object]) -> httpx.Response:
    return caller.http.put(caller.root + path, json=body)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(stack: Stack) -> None:
    answers = [
        loopback.post(
            f"{stack.url}/api/auth/app/v1/auth/login",
            json={"email": email, "password": "not-the-password"},
            timeout=30,  # the first request of a server that has just started
        )
        for email in ("employee@demo.example", "nobody@demo.example")
    ]
    assert [refusal(one) for one in answers] == [(400, "email_password_mismatch")] * 2
    assert answers[0].json() == answers[1].json()


def test_an_unknown_id_and_someone_elses_id_get_the_same_answer(stack: Stack) -> None:
    employee, coach = stack.sign_in("employee"), stack.sign_in("coach")
    mine = employee.get("/attempts")["results"][0]["id"]
    answers = [
        coach.http.get(f"{coach.root}/attempts/{attempt}") for attempt in (mine, str(new_id()))
    ]
    assert [refusal(one) for one in answers] == [(404, "not_found")] * 2
    assert answers[0].json() == answers[1].json()


def test_an_oversized_upload_is_refused_before_a_byte_is_sent(stack: Stack) -> None:
    employee, upload = stack.sign_in("employee"), new_id()
    body = {"length": 10**12, "content_type": "video/mp4", "purpose": "take"}
    assert refusal(put(employee, f"/uploads/{upload}", body)) == (413, "upload_too_large")
    gone = employee.http.get(f"{employee.root}/uploads/{upload}")
    assert refusal(gone) == (404, "not_found")


def test_a_text_file_called_mp4_fails_with_its_reason_and_can_be_replaced(stack: Stack) -> None:
    employee = stack.sign_in("employee")
    attempt = loop.begin(employee)
    take = text_take(employee, attempt)

    def failed() -> str | None:
        video = employee.get(f"/attempts/{attempt['id']}/takes/{take}")["video"]
        return str(video["reason"]) if video["state"] == "failed" else None

    assert wait_until("the text file to be recognised", failed) == "not_a_video"
    submission = employee.http.post(
        f"{employee.root}/attempts/{attempt['id']}/submission", json={"takes": [str(take)]}
    )
    assert refusal(submission) == (409, "take_unusable")
    assert employee.get(f"/attempts/{attempt['id']}")["state"] == "open"
    better = loop.record(employee, attempt, loop.PORTRAIT)
    loop.processed(employee, attempt, better)


def text_take(employee: Caller, attempt: dict[str, object]) -> UUID:
    """Record a take whose bytes are a shopping list."""
    upload, take = employee.upload(b"melk\nbrood\nkaas\n" * 100, "video/mp4"), new_id()
    body = {
        "scene": loop.scene_of(attempt, "respond")["id"],
        "upload": str(upload),
        "recorded_at": "2026-05-04T10:00:00Z",
        "duration_ms": 4000,
    }
    employee.put(f"/attempts/{attempt['id']}/takes/{take}", body)
    return take


def test_an_unknown_time_zone_changes_nothing(stack: Stack) -> None:
    employee = stack.sign_in("employee")
    before = employee.get("/membership")
    answer = employee.http.patch(
        f"{employee.root}/membership", json={"time_zone": "Mars/Olympus_Mons"}
    )
    assert refusal(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["code"] == "unknown_time_zone"
    assert employee.get("/membership") == before
