"""One click in a mail switches its kind off, without signing in (RFC 8058)."""

import re
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client

from coaching.messages import FEEDBACK_READY
from notifications import services, tokens
from notifications.messages import INVITATION
from notifications.models import Delivery, Message, Preference
from tests.at_once import at_once
from tests.cast import Api, Cast
from tests.notifications.conftest import MailServer, Tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def _deliver(*messages: Message) -> None:
    ids = Delivery.objects.filter(message__in=messages, channel="mail")
    services.deliver(ids=list(ids.values_list("pk", flat=True)))


def _link(mail: EmailMessage) -> str:
    """Return the path that List-Unsubscribe names."""
    header = mail["List-Unsubscribe"].strip()  # it may be folded
    found = re.fullmatch(r"<https://kalm\.example(/api/unsubscribe/\S+)>", header)
    assert found, header
    return found[1]


def _provider() -> Client:
    """Return what a mail provider sends with: no cookie, and CSRF is checked."""
    return Client(enforce_csrf_checks=True)


def test_rule_9_one_post_stops_what_waits_and_what_comes(
    cast: Cast, tell: Tell, mail_server: MailServer, api: Api
) -> None:
    first, waiting, other = tell(cast.employee), tell(cast.employee), tell(cast.teammate)
    _deliver(first)
    [mail] = mail_server.accepted
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for _ in range(2):  # providers repeat
        answer = _provider().post(_link(mail), ONE_CLICK, headers={"Accept": "text/html"})
        assert answer.status_code == 200
    _deliver(waiting, tell(cast.employee), other, tell(cast.employee, kind=FEEDBACK_READY))
    assert mail_server.recipients[1:] == ["tom@haven.example", "emma@haven.example"]
    assert Preference.objects.get().kind == "nudge"
    assert len(api(cast.employee).get("/api/v1/haven/messages").json()["results"]) == 4


def test_rule_9_to_look_changes_nothing_and_the_choice_can_be_undone(
    cast: Cast, tell: Tell, mail_server: MailServer, settings: Any
) -> None:
    _deliver(tell(cast.employee))
    path = _link(mail_server.accepted[0])
    key = path.rpartition("/")[2]
    scanner = _provider().get(path)
    assert (scanner.status_code, scanner["Location"]) == (
        302,
        f"https://kalm.example/unsubscribe/{key}",
    )
    assert Preference.objects.count() == 0
    page, choice = _provider(), f"{path}/choice"
    shown = page.get(choice, headers={"Accept-Language": "nl"})
    assert shown.json() == {"label": "er staat een oefening klaar", "wanted": True}
    for wanted in (False, False, True):
        answer = page.put(choice, {"wanted": wanted}, content_type="application/json")
        assert (answer.status_code, answer.json()["wanted"]) == (200, wanted)
        assert Preference.objects.exists() is not wanted


def test_the_mail_leads_to_the_page_and_to_the_settings(
    cast: Cast, tell: Tell, mail_server: MailServer, settings: Any
) -> None:
    settings.UNSUBSCRIBE_ADDRESS = "stop@kalm.example"
    _deliver(tell(cast.employee))
    [mail] = mail_server.accepted
    link, by_mail = mail["List-Unsubscribe"].strip().split(", ")
    assert by_mail == "<mailto:stop@kalm.example?subject=unsubscribe>"
    key = link.rpartition("/")[2].rstrip(">")
    for kind in ("plain", "html"):
        body = mail.get_body([kind])
        assert body
        content = body.get_content()
        assert f"https://kalm.example/unsubscribe/{key}" in content
        assert "https://kalm.example/haven/settings/messages" in content
        # Nothing is fetched when the mail is opened.
        assert "<img" not in content
        links = r'href="https://kalm\.example[^"]*"|^https://kalm\.example\S*'
        assert "http" not in re.sub(links, "", content, flags=re.MULTILINE)


def test_what_always_comes_has_no_such_link(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    _deliver(tell(cast.employee, kind=INVITATION, context={"organisation": "Haven"}))
    [mail] = mail_server.accepted
    assert mail["List-Unsubscribe"] is None
    assert "unsubscribe" not in mail.as_string()
    # A secret of ours for such a kind changes nothing either.
    key = tokens.make(tokens.Subject(cast.employee.pk, INVITATION.name, "mail"))
    assert _provider().post(f"/api/unsubscribe/{key}", ONE_CLICK).status_code == 200
    assert Preference.objects.count() == 0


def test_a_secret_that_is_not_ours_does_nothing_and_a_new_key_ends_all(
    cast: Cast, settings: Any
) -> None:
    key = tokens.make(tokens.Subject(cast.employee.pk, "nudge", "mail"))
    colleague = key.replace(cast.employee.pk.hex, cast.teammate.pk.hex)
    old = settings.SECRET_KEY
    for wrong in (colleague, key[:-1], "x", "a~b~c~d"):
        assert _provider().post(f"/api/unsubscribe/{wrong}", ONE_CLICK).status_code == 404
        assert _provider().get(f"/api/unsubscribe/{wrong}/choice").status_code == 404
    settings.SECRET_KEY = "another-key-of-fifty-characters-for-this-installation"
    assert _provider().post(f"/api/unsubscribe/{key}", ONE_CLICK).status_code == 404
    settings.SECRET_KEY_FALLBACKS = [old]
    assert _provider().post(f"/api/unsubscribe/{key}", ONE_CLICK).status_code == 200


def test_the_same_click_many_times_at_once_is_one(cast: Cast) -> None:
    key = tokens.make(tokens.Subject(cast.employee.pk, "nudge", "mail"))

    def click() -> int:
        return _provider().post(f"/api/unsubscribe/{key}", ONE_CLICK).status_code

    assert at_once(*[click] * 4) == [200] * 4
    assert Preference.objects.count() == 1


def test_a_member_who_is_gone_tells_nobody(cast: Cast) -> None:
    """The answer is that of a member who is there."""
    key = tokens.make(tokens.Subject(cast.employee.pk, "nudge", "mail"))
    there = _provider().get(f"/api/unsubscribe/{key}/choice").content
    cast.employee.delete()
    assert _provider().get(f"/api/unsubscribe/{key}/choice").content == there
    assert _provider().post(f"/api/unsubscribe/{key}", ONE_CLICK).status_code == 200


def test_wordings_vary_from_message_to_message_and_stay_the_same_for_one(
    cast: Cast, api: Api, tell: Tell, mail_server: MailServer
) -> None:
    messages = [tell(cast.teammate) for _ in range(24)]
    _deliver(*messages)
    subjects = {mail["Subject"] for mail in mail_server.accepted}
    assert subjects == {
        "Your next exercise is ready",
        "Time for a short exercise",
        "An exercise for you",
    }
    client = api(cast.teammate)
    texts = {one["text"] for one in client.get("/api/v1/haven/messages").json()["results"]}
    assert len(texts) == 3
    mailed = {
        body.get_content().splitlines()[0]
        for mail in mail_server.accepted
        if (body := mail.get_body(["plain"]))
    }
    assert mailed == texts
