"""GET and PATCH /api/v1/me."""

from accounts import services
from tests.cast import Api, Cast, code_of

ME = "/api/v1/me"


def test_it_says_who_is_signed_in_and_where_they_belong(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).get(ME).json()
    assert (answer["name"], answer["email"], answer["language"]) == (
        "Emma",
        "emma@haven.example",
        "nl",
    )
    [place] = answer["memberships"]
    assert place["organisation"] == {
        "id": str(cast.haven.id),
        "slug": "haven",
        "name": "Haven",
        "video_retention_days": 180,
    }
    assert (place["roles"], place["time_zone"]) == (["employee"], "Europe/Amsterdam")
    assert [team["name"] for team in place["teams"]] == ["Desk"]


def test_it_knows_nobody_without_sign_in(cast: Cast, api: Api) -> None:
    answer = api(None).get(ME)
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")


def test_it_leaves_out_memberships_that_ended(cast: Cast, api: Api) -> None:
    services.deactivate(actor=cast.admin, membership=cast.employee)
    assert api(cast.employee).get(ME).json()["memberships"] == []


def test_it_leaves_out_organisations_that_ended(cast: Cast, api: Api) -> None:
    cast.haven.is_active = False
    cast.haven.save()
    assert api(cast.employee).get(ME).json()["memberships"] == []


def test_it_changes_the_name_and_the_language(cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    answer = client.patch(ME, {"name": "  Emma K. ", "language": "en"})
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["language"]) == ("Emma K.", "en")
    assert answer["Content-Language"] == "en"
    assert client.get(ME).json()["name"] == "Emma K."


def test_it_refuses_a_language_that_it_does_not_speak(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch(ME, {"language": "fy"})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert answer.json()["errors"][0]["attr"] == "language"
    cast.employee.person.refresh_from_db()
    assert cast.employee.person.language == "nl"


def test_it_refuses_an_empty_name(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch(ME, {"name": "  "})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_the_mail_address_is_not_for_changing_here(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).patch("/api/v1/me", {"email": "new@haven.example", "name": "E."})
    assert [part["code"] for part in answer.json()["errors"]] == ["unknown_field"]
    assert api(cast.employee).get("/api/v1/me").json()["email"] == "emma@haven.example"
    assert api(cast.employee).get("/api/v1/me").json()["name"] == "Emma"


def test_a_person_who_was_switched_off_is_nobody(cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    cast.employee.person.is_active = False
    cast.employee.person.save()
    assert client.get(ME).status_code == 401


def test_no_cache_keeps_what_is_somebodys_own(cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    for address in ("/api/v1/me", "/api/v1/haven/messages", "/api/v1/haven/people"):
        assert client.get(address)["Cache-Control"] == "no-store"
