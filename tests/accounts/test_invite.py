"""An added person gets a mail with a link to begin, and an admin can send it again."""

import re
from typing import Any

import pytest
from django.core import mail

from accounts import services
from accounts.models import AuditEvent, Person
from notifications.models import Delivery, DeliveryState
from tests.accounts.conftest import BROWSER, Browser
from tests.cast import Api, Cast, code_of
from tests.dispatched import Answer

PEOPLE = "/api/v1/haven/people"
NEW = {"email": "noor@haven.example", "name": "Noor", "roles": ["employee"], "language": "nl"}
PASSWORD = "een-heel-rustig-woord"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _let_mail_leave(run_dispatched: Answer) -> None:
    while run_dispatched():
        pass


def _begin(browser: Browser, number: int = -1) -> Any:
    """Follows the link of a mail and chooses a password."""
    found = re.search(r"/sign-in/new-password/(\S+)", str(mail.outbox[number].body))
    assert found
    body = {"key": found[1], "password": PASSWORD}
    return browser.send("POST", f"{BROWSER}/auth/password/reset", body)


def test_a_new_person_chooses_a_password_by_the_link_in_the_mail_and_is_in(
    cast: Cast, api: Api, browser: Browser, run_dispatched: Answer
) -> None:
    assert api(cast.admin).post(PEOPLE, NEW).status_code == 201
    _let_mail_leave(run_dispatched)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["noor@haven.example"], "Welkom bij Kalm")
    assert "Haven oefent lastige gesprekken met Kalm" in str(letter.body)
    assert _begin(browser).status_code == 200
    me = browser.send("GET", "/api/v1/me").json()
    assert (me["name"], me["memberships"][0]["organisation"]["slug"]) == ("Noor", "haven")


def test_who_has_a_password_already_is_told_where_to_go_and_gets_no_link_to_a_new_one(
    cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    new = {"email": "stan@burcht.example", "name": "Somebody", "roles": ["coach"]}
    assert api(cast.admin).post(PEOPLE, new).status_code == 201
    _let_mail_leave(run_dispatched)
    [letter] = mail.outbox
    assert letter.subject == "You are invited to one more organisation in Kalm"
    assert re.search(r"https?://\S+/haven\n", str(letter.body))
    assert "new-password" not in str(letter.body)


def test_a_refused_addition_tells_nobody(cast: Cast, api: Api, run_dispatched: Answer) -> None:
    again = NEW | {"email": "emma@haven.example"}
    assert api(cast.admin).post(PEOPLE, again).status_code == 409
    _let_mail_leave(run_dispatched)
    assert mail.outbox == []


def test_an_admin_sends_the_invitation_again_and_both_links_are_for_one_password(
    cast: Cast, api: Api, browser: Browser, run_dispatched: Answer
) -> None:
    noor = api(cast.admin).post(PEOPLE, NEW).json()["id"]
    _let_mail_leave(run_dispatched)
    answer = api(cast.admin).post(f"{PEOPLE}/{noor}/invitation")
    assert (answer.status_code, answer.json()["name"]) == (200, "Noor")
    _let_mail_leave(run_dispatched)
    assert len(mail.outbox) == 2
    assert _begin(browser).status_code == 200
    assert code_of(_begin(Browser(), 0)) == "invalid_password_reset"
    invited = AuditEvent.objects.filter(verb="invited", object_id=noor)
    assert {event.actor_id for event in invited} == {cast.admin.pk}
    assert invited.count() == 2


def test_sending_it_twice_before_the_first_has_left_sends_one(
    cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    noor = api(cast.admin).post(PEOPLE, NEW).json()["id"]
    for _ in range(3):
        assert api(cast.admin).post(f"{PEOPLE}/{noor}/invitation").status_code == 200
    _let_mail_leave(run_dispatched)
    assert len(mail.outbox) == 1
    skipped = Delivery.objects.filter(state=DeliveryState.SKIPPED)
    assert {row.reason for row in skipped} == {"asked_again"}


def test_who_was_let_go_is_not_invited(cast: Cast, api: Api, run_dispatched: Answer) -> None:
    services.deactivate(actor=cast.admin, membership=cast.employee)
    answer = api(cast.admin).post(f"{PEOPLE}/{cast.employee.pk}/invitation")
    assert (answer.status_code, code_of(answer)) == (409, "member_inactive")
    _let_mail_leave(run_dispatched)
    assert mail.outbox == []


def test_who_is_let_go_before_the_mail_leaves_gets_none(
    cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    api(cast.admin).post(PEOPLE, NEW)
    noor = Person.objects.get(email="noor@haven.example").memberships.get()
    services.deactivate(actor=cast.admin, membership=noor)
    _let_mail_leave(run_dispatched)
    assert mail.outbox == []
