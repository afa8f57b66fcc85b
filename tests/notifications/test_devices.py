"""A browser registers for push notifications; it is the person's who signed in there last."""

from typing import Any

import pytest

from accounts.models import Membership
from accounts.services import Operator, PersonChange, change_person
from core.ids import new_id
from notifications import services
from notifications.models import Device
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.notifications.push_service import Browser, PushService, push_service, text_of

__all__ = ["push_service"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DEVICES = "/api/v1/haven/devices"


def _register(api: Api, member: Membership, browser: Browser, id: object = None) -> Any:
    return api(member).put(f"{DEVICES}/{id or new_id()}", browser.body)


def test_it_registers_once_however_often_it_says_so(
    cast: Cast, api: Api, push_service: PushService
) -> None:
    browser, id = push_service.browser("a"), new_id()
    first, again = (_register(api, cast.employee, browser, id) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    [row] = Device.objects.all()
    assert (row.person, row.label) == (cast.employee.person, "Chrome, Android")
    listed = api(cast.employee).get(DEVICES).json()
    assert [one["id"] for one in listed["devices"]] == [str(id)]
    assert len(listed["server_key"]) == 87
    for secret in (row.endpoint, row.p256dh, row.auth):
        assert secret not in str(listed)
    assert api(cast.teammate).get(DEVICES).json()["devices"] == []


def test_another_person_in_the_same_browser_takes_it_over(
    cast: Cast, api: Api, push_service: PushService
) -> None:
    browser, id = push_service.browser("a"), new_id()
    _register(api, cast.employee, browser, id)
    assert _register(api, cast.teammate, browser, id).status_code == 200
    assert _register(api, cast.coach, browser).status_code == 201  # its storage was emptied
    [row] = Device.objects.all()
    assert row.person == cast.coach.person


def test_a_strangers_id_is_not_found(cast: Cast, api: Api, push_service: PushService) -> None:
    id = new_id()
    _register(api, cast.employee, push_service.browser("a"), id)
    answer = _register(api, cast.teammate, push_service.browser("b"), id)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert api(cast.teammate).delete(f"{DEVICES}/{id}").status_code == 404
    assert Device.objects.get().person == cast.employee.person
    for _ in range(2):
        assert api(cast.employee).delete(f"{DEVICES}/{id}").status_code == 204
    assert Device.objects.count() == 0


def test_two_people_at_once_in_one_browser_leave_one(
    cast: Cast, api: Api, push_service: PushService
) -> None:
    browser = push_service.browser("a")
    members = (cast.employee, cast.teammate, cast.coach, cast.manager)
    answers = at_once(
        *[lambda one=one: _register(api, one, browser).status_code for one in members]
    )
    assert answers == [201] * 4
    assert Device.objects.count() == 1


def test_signing_out_and_a_new_password_end_it(
    cast: Cast, api: Api, push_service: PushService
) -> None:
    here, there = push_service.browser("here"), push_service.browser("there")
    phone, laptop = api(cast.employee), api(cast.employee)
    phone.put(f"{DEVICES}/{new_id()}", here.body)
    laptop.put(f"{DEVICES}/{new_id()}", there.body)
    person = {"Kalm-Person": str(cast.employee.person_id)}
    assert phone.delete("/api/auth/browser/v1/auth/session", headers=person).status_code == 401
    assert [one.endpoint for one in Device.objects.all()] == [there.endpoint]
    services.remove_devices_of(person=cast.employee.person)
    assert Device.objects.count() == 0


@pytest.mark.parametrize("by", ["an admin", "an operator"])
def test_another_address_ends_all_of_them(
    by: str, cast: Cast, api: Api, push_service: PushService
) -> None:
    """Somebody at the address of before may have signed in there."""
    for name in ("phone", "laptop"):
        _register(api, cast.employee, push_service.browser(name))
    _register(api, cast.teammate, push_service.browser("other"))
    if by == "an admin":
        url = f"/api/v1/haven/people/{cast.employee.pk}"
        answer = api(cast.admin).patch(url, {"email": "emma.new@haven.example"})
        assert answer.status_code == 200
    else:
        change_person(
            operator=Operator(cast.admin.person),
            person=cast.employee.person,
            change=PersonChange(email="emma.new@haven.example"),
        )
    assert [one.person for one in Device.objects.all()] == [cast.teammate.person]


def test_a_person_has_so_many_at_most(cast: Cast, api: Api, push_service: PushService) -> None:
    for number in range(12):
        _register(api, cast.employee, push_service.browser(str(number)))
    endpoints = set(Device.objects.values_list("endpoint", flat=True))
    assert endpoints == {f"{push_service.url}/{number}" for number in range(2, 12)}


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/x",
        "https://push.example:8443/x",
        "https://user@push.example/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://10.0.0.7/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://[64:ff9b::a00:7]/x",
        "ftp://push.example/x",
        "https://[",
        "https://push.example/" + "x" * 990,
    ],
)
def test_an_address_that_no_push_service_has_is_refused(
    endpoint: str, cast: Cast, api: Api, push_service: PushService, settings: Any
) -> None:
    settings.OUTGOING_LOOPBACK = False
    body = push_service.browser("a").body | {"endpoint": endpoint}
    answer = api(cast.employee).put(f"{DEVICES}/{new_id()}", body)
    assert answer.status_code == 400
    assert Device.objects.count() == 0


@pytest.mark.parametrize("name", ["p256dh", "auth"])
def test_keys_that_are_none_are_refused(
    name: str, cast: Cast, api: Api, push_service: PushService
) -> None:
    for wrong in ("x", "!" * 22, text_of(b"\x05" * 20), text_of(b"\x00" * 15)):
        body = push_service.browser("a").body | {name: wrong}
        answer = api(cast.employee).put(f"{DEVICES}/{new_id()}", body)
        assert (answer.status_code, code_of(answer)) == (400, "subscription_invalid"), wrong
