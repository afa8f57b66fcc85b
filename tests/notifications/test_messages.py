"""GET /api/v1/{organisation}/messages and PUT .../messages/{id}/reading."""

from dataclasses import replace

import pytest

from coaching.messages import FEEDBACK_READY
from core.ids import new_id
from notifications.domain.kinds import kind_of, register
from notifications.errors import UnknownKind
from notifications.messages import INVITATION
from notifications.models import Message
from tests.cast import Api, Cast, code_of
from tests.notifications.conftest import Tell
from training.messages import TAKE_FAILED

MESSAGES = "/api/v1/haven/messages"


def test_people_read_their_own_messages_newest_first_in_their_language(
    cast: Cast, api: Api, tell: Tell
) -> None:
    tell(cast.employee, kind=TAKE_FAILED)
    about = tell(cast.employee, kind=FEEDBACK_READY).about
    tell(cast.teammate, kind=TAKE_FAILED)
    newest, oldest = api(cast.employee).get(MESSAGES).json()["results"]
    assert (newest["kind"], newest["link"]) == ("feedback_ready", f"/haven/feedback/{about}")
    assert oldest["text"] == (
        "We kunnen je opname voor ‘De balie’ niet afspelen. Neem hem nog een keer op."
    )
    assert oldest["read_at"] is None
    [english] = api(cast.teammate).get(MESSAGES).json()["results"]
    assert english["text"] == (
        "We can't play your recording for “The desk”. Please record it once more."
    )


def test_what_went_by_mail_alone_is_not_in_the_list(cast: Cast, api: Api, tell: Tell) -> None:
    tell(cast.employee, kind=INVITATION, context={"organisation": "Haven"})
    assert api(cast.employee).get(MESSAGES).json()["results"] == []


def test_a_message_is_read_once(cast: Cast, api: Api, tell: Tell) -> None:
    path = f"{MESSAGES}/{tell(cast.employee).pk}/reading"
    first, again = (api(cast.employee).put(path) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["read_at"] == again.json()["read_at"] is not None


def test_a_colleague_cannot_read_it(cast: Cast, api: Api, tell: Tell) -> None:
    message = tell(cast.employee)
    for part, member in cast.by_role().items():
        if part != "employee":
            answer = api(member).put(f"{MESSAGES}/{message.pk}/reading")
            assert (answer.status_code, code_of(answer)) == (404, "not_found"), part
    message.refresh_from_db()
    assert message.read_at is None


def test_an_unknown_message_is_not_found(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).put(f"{MESSAGES}/{new_id()}/reading")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_long_lists_come_in_pages(cast: Cast, api: Api, tell: Tell) -> None:
    for _ in range(5):
        tell(cast.employee)
    client = api(cast.employee)
    page = client.get(MESSAGES, {"page_size": 3}).json()
    rest = client.get(page["next"]).json()
    ids = [one["id"] for one in page["results"] + rest["results"]]
    assert len(set(ids)) == 5
    assert ids == sorted(ids, reverse=True)


def test_the_count_of_unread_ones_is_over_all_pages(cast: Cast, api: Api, tell: Tell) -> None:
    for _ in range(60):
        tell(cast.employee)
    tell(cast.employee, kind=INVITATION, context={"organisation": "Haven"})
    tell(cast.teammate)
    client = api(cast.employee)
    assert client.get(f"{MESSAGES}/unread").json() == {"count": 60}
    [newest, *_others] = client.get(MESSAGES).json()["results"]
    client.put(f"{MESSAGES}/{newest['id']}/reading")
    assert client.get(f"{MESSAGES}/unread").json() == {"count": 59}


def test_one_of_before_that_names_nothing_leads_to_the_first_screen(
    cast: Cast, api: Api, tell: Tell
) -> None:
    message = tell(cast.employee)
    Message.objects.filter(pk=message.pk).update(about=None)
    [shown] = api(cast.employee).get(MESSAGES).json()["results"]
    assert shown["link"] == "/haven"


def test_two_apps_can_not_give_two_kinds_one_name() -> None:
    with pytest.raises(UnknownKind, match="Two kinds of message are named 'feedback_ready'"):
        register(replace(FEEDBACK_READY, path="/elsewhere"))
    assert kind_of("feedback_ready") is FEEDBACK_READY
