"""An admin corrects a person's name and address, and both addresses hear of it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import AuditEvent, Membership, Person, Role
from notifications.models import Channel, Message, RefusedAddress
from tests.accounts.conftest import APP, BROWSER, Browser
from tests.at_once import at_once
from tests.cast import PASSWORD, Api, Cast, code_of
from tests.dispatched import Answer

OLD, NEW = "emma@haven.example", "emma.bakker@haven.example"
CHOSEN = "een-heel-rustig-woord"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def path_of(member: Membership) -> str:
    return f"/api/v1/haven/people/{member.pk}"


def let_mail_leave(run_dispatched: Answer) -> dict[str, Any]:
    """Return the mails that left, by address."""
    while run_dispatched():
        pass
    return {one.to[0]: one for one in mail.outbox}


def test_a_corrected_name_is_everywhere_and_the_person_is_told_in_the_app(
    cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    answer = api(cast.admin).patch(path_of(cast.employee), {"name": " Emma  Bakker\u200b"})
    assert (answer.status_code, answer.json()["name"]) == (200, "Emma Bakker")
    emma = api(cast.employee)
    assert emma.get("/api/v1/me").json()["name"] == "Emma Bakker"
    [message] = emma.get("/api/v1/haven/messages").json()["results"]
    assert message["text"] == (
        "Haven heeft je naam gewijzigd in Emma Bakker. Bij Instellingen kun je hem zelf aanpassen."
    )
    assert message["link"] == "/haven/settings"
    assert let_mail_leave(run_dispatched) == {}
    assert AuditEvent.objects.get(verb="person_corrected").detail == {"parts": ["name"]}


def test_word_of_the_name_is_read_by_opening_the_settings(cast: Cast, api: Api) -> None:
    api(cast.admin).patch(path_of(cast.employee), {"name": "Emma Bakker"})
    emma = api(cast.employee)
    assert emma.get("/api/v1/haven/messages/unread").json() == {"count": 1}
    opened = {"about": emma.get("/api/v1/me").json()["id"]}
    assert api(cast.teammate).put("/api/v1/haven/messages/reading", opened).json() == {"count": 0}
    assert emma.get("/api/v1/haven/messages/unread").json() == {"count": 1}
    for _ in range(2):
        answer = emma.put("/api/v1/haven/messages/reading", opened)
        assert (answer.status_code, answer.json()) == (200, {"count": 0})
    [message] = emma.get("/api/v1/haven/messages").json()["results"]
    assert message["read_at"] is not None


def test_a_corrected_address_gets_a_link_and_the_old_one_word_of_it(
    cast: Cast, api: Api, browser: Browser, run_dispatched: Answer
) -> None:
    answer = api(cast.admin).patch(path_of(cast.employee), {"email": "Emma.Bakker@Haven.example "})
    assert (answer.status_code, answer.json()["email"]) == (200, NEW)
    letters = let_mail_leave(run_dispatched)
    assert set(letters) == {OLD, NEW}
    assert letters[OLD].subject == "Je mailadres voor Kalm is gewijzigd"
    assert "Haven heeft het adres gewijzigd" in letters[OLD].body
    assert NEW not in letters[OLD].body
    assert "new-password" not in letters[OLD].body
    key = re.search(r"/sign-in/new-password/(\S+)", letters[NEW].body)
    assert key
    body = {"key": key[1], "password": CHOSEN}
    assert browser.send("POST", f"{BROWSER}/auth/password/reset", body).status_code == 200
    assert browser.send("GET", "/api/v1/me").json()["email"] == NEW
    event = AuditEvent.objects.get(verb="person_corrected")
    assert (event.actor_id, event.object_id) == (cast.admin.pk, cast.employee.pk)
    assert event.detail == {"parts": ["email"]}


@pytest.mark.parametrize("had_password", [True, False])
def test_who_is_let_go_at_once_gets_no_mail_about_the_address(
    cast: Cast, api: Api, run_dispatched: Answer, had_password: bool
) -> None:
    if not had_password:
        cast.employee.person.set_unusable_password()
        cast.employee.person.save()
    body = {"email": NEW, "is_active": False}
    answer = api(cast.admin).patch(path_of(cast.employee), body)
    assert (answer.status_code, answer.json()["email"]) == (200, NEW)
    assert let_mail_leave(run_dispatched) == {}
    assert not Message.objects.exists()


def test_who_signed_in_with_the_old_address_is_out_and_stays_out(
    cast: Cast, api: Api, browser: Browser
) -> None:
    browser.sign_in(OLD, PASSWORD)
    body = {"email": OLD, "password": PASSWORD}
    app = Client().post(f"{APP}/auth/login", body, "application/json").json()
    api(cast.admin).patch(path_of(cast.employee), {"email": NEW})
    assert browser.send("GET", "/api/v1/me").status_code == 401
    token = {"X-Session-Token": app["meta"]["session_token"]}
    assert Client().get("/api/v1/me", headers=token).status_code == 401
    for email in (OLD, NEW):
        assert code_of(Browser().sign_in(email, PASSWORD)) == "email_password_mismatch"


def test_a_link_from_before_the_change_works_no_more(
    cast: Cast, api: Api, browser: Browser, run_dispatched: Answer
) -> None:
    browser.send("POST", f"{BROWSER}/auth/password/request", {"email": OLD})
    letter = let_mail_leave(run_dispatched)[OLD]
    api(cast.admin).patch(path_of(cast.employee), {"email": NEW})
    key = re.search(r"/sign-in/new-password/(\S+)", letter.body)
    assert key
    answer = browser.send(
        "POST", f"{BROWSER}/auth/password/reset", {"key": key[1], "password": CHOSEN}
    )
    assert code_of(answer) == "invalid_password_reset"


def test_somebody_who_never_began_gets_the_invitation_at_the_right_address(
    cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    new = {"email": "nor@haven.example", "name": "Noor", "roles": ["employee"]}
    member = api(cast.admin).post("/api/v1/haven/people", new).json()["id"]
    let_mail_leave(run_dispatched)
    RefusedAddress.objects.create(
        channel=Channel.MAIL,
        address="noor@haven.example",
        first_delivery=cast.admin.pk,
        reason="550",
    )
    mail.outbox.clear()
    answer = api(cast.admin).patch(
        f"/api/v1/haven/people/{member}", {"email": "noor@haven.example"}
    )
    assert answer.status_code == 200
    letters = let_mail_leave(run_dispatched)
    assert set(letters) == {"nor@haven.example", "noor@haven.example"}
    assert letters["noor@haven.example"].subject == "Welkom bij Kalm"


def test_the_same_again_changes_nothing_and_tells_nobody(
    cast: Cast, api: Api, run_dispatched: Answer
) -> None:
    client = api(cast.admin)
    for _ in range(2):
        assert client.patch(path_of(cast.employee), {"email": NEW, "name": "Em"}).status_code == 200
    assert len(let_mail_leave(run_dispatched)) == 2
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.filter(verb="person_corrected").count() == 1


@pytest.mark.parametrize("change", [{"email": NEW}, {"email": NEW, "name": "Somebody"}])
def test_the_address_of_who_belongs_to_another_organisation_too_is_not_corrected_here(
    change: dict[str, str], cast: Cast, api: Api
) -> None:
    Membership.objects.create(
        person=cast.employee.person,
        organisation=cast.burcht,
        roles=[Role.EMPLOYEE],
        is_active=False,
    )
    answer = api(cast.admin).patch(path_of(cast.employee), change | {"time_zone": "Europe/Paris"})
    assert (answer.status_code, code_of(answer)) == (409, "address_not_usable")
    assert "Burcht" not in answer.content.decode()
    cast.employee.refresh_from_db()
    assert (cast.employee.time_zone, cast.employee.person.email) == ("Europe/Amsterdam", OLD)


def test_an_operator_is_not_corrected_by_an_organisation(cast: Cast, api: Api) -> None:
    Person.objects.filter(pk=cast.employee.person_id).update(is_staff=True)
    answer = api(cast.admin).patch(path_of(cast.employee), {"email": NEW})
    assert code_of(answer) == "address_not_usable"


def test_what_does_not_differ_is_no_correction(cast: Cast, api: Api) -> None:
    Membership.objects.create(person=cast.employee.person, organisation=cast.burcht)
    same = {"name": "Emma", "email": "EMMA@haven.example", "time_zone": "Europe/Paris"}
    assert api(cast.admin).patch(path_of(cast.employee), same).status_code == 200


def test_admins_do_not_lock_themselves_out(cast: Cast, api: Api) -> None:
    answer = api(cast.admin).patch(path_of(cast.admin), {"email": "ana@haven.example"})
    assert (answer.status_code, code_of(answer)) == (409, "own_address")
    assert api(cast.admin).patch(path_of(cast.admin), {"name": "Anna Vos"}).status_code == 200


@pytest.mark.parametrize(
    ("taken", "code"),
    [("TOM@haven.example", "address_taken"), ("stan@burcht.example", "address_not_usable")],
)
def test_an_address_of_somebody_else_is_refused(
    taken: str, code: str, cast: Cast, api: Api
) -> None:
    answer = api(cast.admin).patch(path_of(cast.employee), {"email": taken, "name": "Em"})
    assert (answer.status_code, code_of(answer)) == (409, code)
    cast.employee.person.refresh_from_db()
    assert (cast.employee.person.email, cast.employee.person.name) == (OLD, "Emma")


def test_who_is_elsewhere_and_an_address_known_elsewhere_are_refused_alike(
    cast: Cast, api: Api
) -> None:
    stan = Membership.objects.create(
        person=cast.stranger.person, organisation=cast.haven, roles=[Role.EMPLOYEE]
    )
    operator = Person.objects.create_user("ops@kalm.example", None, name="Ops", is_staff=True)
    theirs = "known@burcht.example"
    Person.objects.create_user(theirs, None, name="Known")
    client = api(cast.admin)
    answers = [
        client.patch(path_of(stan), {"email": NEW}),
        client.patch(path_of(stan), {"email": theirs}),
        client.patch(path_of(cast.employee), {"email": theirs}),
        client.patch(path_of(cast.employee), {"email": operator.email}),
    ]
    assert len({(one.status_code, one.content) for one in answers}) == 1
    assert code_of(answers[0]) == "address_not_usable"
    cast.employee.person.refresh_from_db()
    assert cast.employee.person.email == OLD


def test_one_domain_in_two_spellings_is_one_address(cast: Cast, api: Api) -> None:
    client = api(cast.admin)
    assert client.patch(path_of(cast.teammate), {"email": "x@bücher.example"}).status_code == 200
    answer = client.patch(path_of(cast.employee), {"email": "x@xn--bcher-kva.example"})
    assert code_of(answer) == "address_taken"


@pytest.mark.parametrize(
    ("change", "attr"),
    [
        ({"email": "emma"}, "email"),
        ({"email": "emıma@haven.example"}, "email"),
        ({"email": ""}, "email"),
        ({"name": "\u2800"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": None}, "name"),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(
    change: dict[str, Any], attr: str, cast: Cast, api: Api
) -> None:
    answer = api(cast.admin).patch(path_of(cast.employee), change)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert answer.json()["errors"][0]["attr"] == attr


def test_two_admins_give_two_people_the_same_address_and_one_is_refused(
    cast: Cast, api: Api
) -> None:
    one, other = api(cast.admin), api(cast.admin)
    answers = at_once(
        lambda: one.patch(path_of(cast.employee), {"email": NEW}),
        lambda: other.patch(path_of(cast.teammate), {"email": NEW}),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert Person.objects.filter(email=NEW).count() == 1
