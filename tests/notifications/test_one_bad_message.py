"""A message whose stored words are invalid stops no other's delivery and no list."""

import pytest

from notifications import services
from notifications.models import Channel, Delivery, DeliveryState, Message
from tests.cast import Api, Cast
from tests.notifications.conftest import MailServer, Tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BAD = [
    ["a list"],
    "a text",
    7,
    {},
    {"title": ["a list"]},
    {"title": {"nl": {"deeper": "still"}}},
    {"title": None},
]


def _mail_of(message: Message) -> Delivery:
    return message.deliveries.get(channel=Channel.MAIL)


@pytest.mark.parametrize("context", BAD, ids=str)
def test_the_others_of_its_batch_are_sent(
    cast: Cast, tell: Tell, mail_server: MailServer, context: object
) -> None:
    messages = [tell(cast.employee), tell(cast.teammate), tell(cast.coach)]
    Message.objects.filter(pk=messages[0].pk).update(context=context)
    services.deliver(ids=[_mail_of(message).pk for message in messages])
    assert {"tom@haven.example", "carla@haven.example"} <= set(mail_server.recipients)
    assert not Delivery.objects.filter(state=DeliveryState.WAITING).exists()


def test_it_is_set_aside_with_its_reason(cast: Cast, tell: Tell, mail_server: MailServer) -> None:
    message = tell(cast.employee)
    Message.objects.filter(pk=message.pk).update(context=["a list"])
    services.deliver(ids=[_mail_of(message).pk])
    assert (_mail_of(message).state, _mail_of(message).reason) == ("failed", "no_words")


def test_what_nobody_foresaw_is_set_aside_too(
    cast: Cast, tell: Tell, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from notifications.channels import Rendered, mail

    bad, good = tell(cast.employee), tell(cast.teammate)
    compose = mail.compose

    def fail_for_emma(message: Rendered) -> object:
        if message.address == "emma@haven.example":
            raise ArithmeticError("no such mail")
        return compose(message)

    monkeypatch.setattr(mail, "compose", fail_for_emma)
    services.deliver(ids=[_mail_of(bad).pk, _mail_of(good).pk])
    assert mail_server.recipients == ["tom@haven.example"]
    assert (_mail_of(bad).state, _mail_of(bad).reason) == ("unknown", "failed")


@pytest.mark.parametrize("context", BAD, ids=str)
def test_the_list_shows_the_others(cast: Cast, api: Api, tell: Tell, context: object) -> None:
    tell(cast.employee)
    bad = tell(cast.employee)
    Message.objects.filter(pk=bad.pk).update(context=context)
    answer = api(cast.employee).get("/api/v1/haven/messages")
    assert answer.status_code == 200, answer.content
    texts = [row["text"] for row in answer.json()["results"]]
    assert len(texts) == 2
    assert all(texts)
