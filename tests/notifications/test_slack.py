"""Texts through Slack, which says with status 200 that it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.functions import Now

from notifications.queries import outages
from tests.cast import Cast
from tests.notifications.chat_gateway import Gateway
from tests.notifications.conftest import Tell
from tests.notifications.test_chat import outcome, wants

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LOOK_UP, POST = "/users.lookupByEmail", "/chat.postMessage"
FOUND = {"ok": True, "user": {"id": "U024BE7LH", "name": "emma"}}


@pytest.fixture
def slack(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    from apprise.plugins.slack import NotifySlack

    made = Gateway()
    made.answers = {LOOK_UP: FOUND, POST: {"ok": True}}
    monkeypatch.setattr(NotifySlack, "api_url", f"http://127.0.0.1:{made.port}/{{}}")
    monkeypatch.setattr(NotifySlack, "request_rate_per_sec", 0)
    settings.CHAT_URL = "slack://xoxb-1234-1234-abc124/{email}"
    settings.OUTGOING_LOOPBACK = True
    yield made
    made.server.shutdown()
    made.server.server_close()


def refuse(error: str) -> dict[str, Any]:
    return {"ok": False, "error": error}


@pytest.mark.parametrize("at", [LOOK_UP, POST])
@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "missing_scope"])
def test_what_slack_refuses_of_us_waits_and_the_operator_sees_it(
    cast: Cast, tell: Tell, slack: Gateway, at: str, error: str
) -> None:
    wants(cast.employee)
    slack.answers[at] = refuse(error)
    message, other = tell(cast.employee), tell(cast.employee)
    assert outcome(message) == ("waiting", f"chat_{error}", 0)
    assert [one.reason for one in outages()] == [f"chat_{error}"]
    assert outcome(other)[1] == ""  # The channel rests.
    slack.answers |= {LOOK_UP: FOUND, POST: {"ok": True}}
    outages().update(next_try_at=Now())
    assert outcome(message) == ("sent", "", 1)
    assert not outages()


@pytest.mark.parametrize(
    ("at", "error"), [(LOOK_UP, "users_not_found"), (POST, "channel_not_found")]
)
def test_whom_slack_does_not_know_fails_alone(
    cast: Cast, tell: Tell, slack: Gateway, at: str, error: str
) -> None:
    wants(cast.employee)
    slack.answers[at] = refuse(error)
    assert outcome(tell(cast.employee)) == ("failed", f"chat_{error}", 1)
    assert not outages()


def test_a_refusal_that_kalm_does_not_know_loses_nothing_and_holds_up_nobody(
    cast: Cast, tell: Tell, slack: Gateway
) -> None:
    wants(cast.employee)
    slack.answers[POST] = refuse("new_policy")
    first, second = tell(cast.employee), tell(cast.employee)
    assert outcome(first)[:2] == ("waiting", "chat_new_policy")
    slack.answers[POST] = {"ok": True}
    assert outcome(second) == ("sent", "", 1)


def test_a_look_up_without_an_answer_posted_nothing_and_waits(
    cast: Cast, tell: Tell, slack: Gateway
) -> None:
    wants(cast.employee)
    slack.answers[LOOK_UP] = None
    message = tell(cast.employee)
    assert outcome(message) == ("waiting", "chat_unreachable", 0)
    assert [one.reason for one in outages()] == ["chat_unreachable"]
    assert slack.got == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (None, "chat_unknown"),
        (refuse("fatal_error"), "chat_fatal_error"),
        ({"ok": None}, "chat_unreadable"),
    ],
)
def test_rule_3_a_post_that_may_have_arrived_is_not_sent_again(
    cast: Cast, tell: Tell, slack: Gateway, said: dict[str, Any] | None, reason: str
) -> None:
    wants(cast.employee)
    slack.answers[POST] = said
    message = tell(cast.employee)
    for _ in range(2):
        assert outcome(message) == ("unknown", reason, 1)
    assert len(slack.got) == 1
