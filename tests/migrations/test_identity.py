"""Names of teams and mail addresses that are stored by older versions of Kalm."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from accounts.models import Person, Team
from tests.accounts.conftest import Browser, fresh_limits
from tests.cast import PASSWORD
from tests.migrations.before import Before, migrate

__all__ = ["fresh_limits"]

BEFORE = [("accounts", "0004_retention")]
CHANGED = [("accounts", "0007_addresses_in_ascii")]


def write() -> None:
    """Write nothing: each test writes its rows with the models of before."""


@pytest.fixture
def old(before: Before[None]) -> Any:
    """The models of the schema of before."""
    return before.models


def organisation(old: Any, slug: str = "haven") -> Any:
    return old.get_model("accounts", "Organisation").objects.create(slug=slug, name=slug)


def team(old: Any, where: Any, name: str) -> Any:
    return old.get_model("accounts", "Team").objects.create(organisation=where, name=name)


def person(old: Any, email: str) -> Any:
    return old.get_model("accounts", "Person").objects.create(
        email=email, name="Noor", password=make_password(PASSWORD)
    )


def test_teams_that_look_the_same_get_numbers_and_none_is_lost(old: Any) -> None:
    haven, burcht = organisation(old), organisation(old, "burcht")
    names = ("Desk", "\uff24esk", "De\u200dsk", "Stra\u00dfe", "Balie")
    made = [team(old, haven, name) for name in names]
    strasse = team(old, haven, "STRASSE")
    elsewhere = team(old, burcht, "Desk")
    migrate()
    after = [Team.objects.get(pk=one.pk).name for one in [*made, strasse]]
    assert after == ["Desk", "\uff24esk (2)", "Desk (3)", "Stra\u00dfe", "Balie", "STRASSE (2)"]
    assert Team.objects.get(pk=elsewhere.pk).name == "Desk"


def test_a_number_that_is_taken_is_not_given_again(old: Any) -> None:
    haven = organisation(old)
    for name in ("Desk", "\uff24esk", "Desk (2)"):
        team(old, haven, name)
    migrate()
    names = sorted(Team.objects.values_list("name", flat=True))
    assert len({Team.objects.get(name=name).compared_name for name in names}) == 3


def test_a_long_name_is_shortened_for_its_number(old: Any) -> None:
    haven = organisation(old)
    team(old, haven, "x" * 200)
    longer = team(old, haven, "x" * 199 + "\uff58")
    migrate()
    name = Team.objects.get(pk=longer.pk).name
    assert (len(name), name[-4:]) == (200, " (2)")


def test_who_has_an_internationalised_address_signs_in_again(old: Any, fresh_limits: None) -> None:
    row = person(old, "noor@b\u00fccher.example")
    migrate()
    assert Person.objects.get(pk=row.pk).email == "noor@xn--bcher-kva.example"
    for typed in ("noor@b\u00fccher.example", "noor@xn--bcher-kva.example"):
        assert Browser().sign_in(typed, PASSWORD).status_code == 200


def test_an_address_that_can_not_be_changed_is_set_aside_and_the_others_go_on(
    old: Any, caplog: pytest.LogCaptureFixture
) -> None:
    taken = person(old, "noor@b\u00fccher.example")
    person(old, "noor@xn--bcher-kva.example")
    unmailable = person(old, "\u0131ris@haven.example")
    good = person(old, "tom@m\u00fcnchen.example")
    migrate()
    stored = dict(Person.objects.values_list("pk", "email"))
    assert stored[taken.pk] == "noor@b\u00fccher.example"
    assert stored[unmailable.pk] == "\u0131ris@haven.example"
    assert stored[good.pk] == "tom@xn--mnchen-3ya.example"


def test_a_repeated_run_and_the_way_back_change_nothing_more(old: Any) -> None:
    row = person(old, "noor@b\u00fccher.example")
    for _ in range(2):
        migrate(CHANGED)
        migrate(BEFORE)
    migrate()
    assert Person.objects.get(pk=row.pk).email == "noor@xn--bcher-kva.example"
