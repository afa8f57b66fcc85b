"""An address gives nobody the name that its person has in another organisation."""

from typing import Any

import pytest

from accounts.models import AuditEvent, Membership, Person
from tests.cast import Api, Cast
from tests.training.conftest import school
from tests.training.world import School

__all__ = ["school"]
PEOPLE = "/api/v1/haven/people"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _add_stan(api: Api, cast: Cast, name: str = "Somebody") -> dict[str, Any]:
    body = {"email": "Stan@Burcht.example", "name": name, "roles": ["employee", "coach"]}
    answer = api(cast.admin).post(PEOPLE, body)
    assert answer.status_code == 201
    added: dict[str, Any] = answer.json()
    return added


def test_the_admin_sees_the_name_that_they_typed(cast: Cast, api: Api) -> None:
    added = _add_stan(api, cast)
    assert added["name"] == "Somebody"
    admin = api(cast.admin)
    told = [
        admin.get(f"{PEOPLE}/{added['id']}"),
        admin.patch(f"{PEOPLE}/{added['id']}", {"roles": ["employee"]}),
        admin.post(f"{PEOPLE}/{added['id']}/invitation"),
        admin.get(PEOPLE),
    ]
    assert [answer.status_code for answer in told] == [200] * 4
    assert not any("Stan" in answer.content.decode() for answer in told)


def test_the_answer_is_the_one_for_somebody_new(cast: Cast, api: Api) -> None:
    known = _add_stan(api, cast)
    body = {"email": "noor@burcht.example", "name": "Somebody", "roles": ["employee", "coach"]}
    new = api(cast.admin).post(PEOPLE, body).json()
    assert set(known) == set(new)
    assert {key for key in known if known[key] != new[key]} == {"id", "email"}


def test_the_person_and_the_other_organisation_keep_the_name(cast: Cast, api: Api) -> None:
    _add_stan(api, cast)
    assert Person.objects.get(email="stan@burcht.example").name == "Stan"
    assert api(cast.stranger).get("/api/v1/me").json()["name"] == "Stan"
    names = [
        row["name"] for row in api(cast.stranger).get("/api/v1/burcht/people").json()["results"]
    ]
    assert names == ["Stan"]


def test_people_are_listed_by_the_name_that_is_shown(cast: Cast, api: Api) -> None:
    _add_stan(api, cast, "Aaron")
    rows = api(cast.admin).get(PEOPLE).json()["results"]
    names = [row["name"] for row in rows]
    assert names[0] == "Aaron"
    assert names == sorted(names)


def test_what_the_person_says_of_themselves_holds_everywhere(cast: Cast, api: Api) -> None:
    added = _add_stan(api, cast)
    assert api(cast.stranger).patch("/api/v1/me", {"name": "Stanley"}).status_code == 200
    assert api(cast.admin).get(f"{PEOPLE}/{added['id']}").json()["name"] == "Stanley"


def test_who_takes_part_is_told_by_that_name_too(cast: Cast, api: Api, school: School) -> None:
    added = _add_stan(api, cast)
    school.enrol(Membership.objects.get(pk=added["id"]))
    (row,) = api(cast.admin).get("/api/v1/haven/enrolments").json()["results"]
    assert row["person_name"] == "Somebody"


def test_the_coach_reads_that_name(cast: Cast, api: Api, school: School) -> None:
    added = _add_stan(api, cast)
    member = Membership.objects.get(pk=added["id"])
    school.enrol(member)
    school.submitted(member)
    told = api(cast.coach).get("/api/v1/haven/queue").content.decode()
    assert "Somebody" in told
    assert "Stan" not in told


def test_the_admin_corrects_that_name_and_guesses_no_other(cast: Cast, api: Api) -> None:
    """Were "Stan" told from other names, an admin could ask name after name."""
    added = _add_stan(api, cast)
    for name in ("Stan", "Some Body", "Somebody"):
        answer = api(cast.admin).patch(f"{PEOPLE}/{added['id']}", {"name": name})
        assert (answer.status_code, answer.json()["name"]) == (200, name)
    assert AuditEvent.objects.filter(verb="person_corrected").count() == 3
    assert Person.objects.get(email="stan@burcht.example").name == "Stan"
