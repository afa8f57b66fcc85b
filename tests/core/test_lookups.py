"""`among` finds what `in` finds, with one parameter, on fields, keys and relations."""

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Person
from core.ids import new_id
from tests.cast import Cast


@pytest.mark.parametrize("field", ["pk", "id"])
def test_it_finds_what_in_finds(cast: Cast, field: str) -> None:
    ids = [cast.employee.id, cast.coach.id, new_id()]
    found = Membership.objects.filter(**{f"{field}__among": ids})
    assert set(found) == {cast.employee, cast.coach}
    assert not Membership.objects.filter(**{f"{field}__among": []}).exists()


def test_it_follows_relations_and_excludes(cast: Cast) -> None:
    people = {cast.employee.person_id: 1, cast.coach.person_id: 2}
    found = Membership.objects.filter(person__among=people)
    assert set(found) == {cast.employee, cast.coach}
    others = Person.objects.exclude(pk__among=people)
    assert set(others.filter(memberships__among=[cast.employee.id, cast.admin.id])) == {
        cast.admin.person
    }


def test_it_takes_a_list_that_the_database_makes(cast: Cast) -> None:
    people = Person.objects.filter(pk__in=[cast.employee.person_id, cast.coach.person_id])
    found = Membership.objects.filter(person__among=ArraySubquery(people.values("pk")))
    assert set(found) == {cast.employee, cast.coach}
    none = ArraySubquery(people.filter(name="").values("pk"))
    assert not Membership.objects.filter(person__among=none).exists()


def test_it_takes_what_is_no_id(cast: Cast) -> None:
    found = Membership.objects.filter(name__among=[]) | Membership.objects.filter(
        person__email__among=[cast.employee.person.email, "o'brien@haven.example", '{"a",b}']
    )
    assert list(found) == [cast.employee]


def test_it_costs_one_parameter(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(Membership.objects.filter(pk__among=[new_id() for _one in range(50)]))
    assert "= ANY ('{" in asked[0]["sql"]
