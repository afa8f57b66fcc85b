"""GET /{org}/phrases, PUT and DELETE /{org}/phrases/{phrase}: one's own and the organisation's."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from coaching.domain import phrases as domain
from coaching.models import Phrase
from coaching.services import phrases as services
from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.coaching.world import saw

pytestmark = pytest.mark.slow

TEXT = "Je noemde wat er misging, {name}."


def save(client: Any, id: UUID, *, seen: str | None = None, **more: object) -> Any:
    body = {"kind": "strength", "text": TEXT, **more}
    return client.put(f"/api/v1/haven/phrases/{id}", body, headers=saw(seen))


def remove(client: Any, id: UUID, seen: str | None) -> Any:
    headers = saw(seen) if seen else {}
    return client.delete(f"/api/v1/haven/phrases/{id}", headers=headers)


def texts(client: Any) -> set[str]:
    return {one["text"] for one in client.get("/api/v1/haven/phrases").json()["phrases"]}


def test_ones_own_are_read_by_nobody_else_and_shared_ones_by_every_coach(
    cast: Cast, api: Api
) -> None:
    coach, colleague = api(cast.coach), api(cast.second_coach)
    own, shared = new_id(), new_id()
    first = save(coach, own)
    assert (first.status_code, save(coach, own).status_code) == (201, 200)
    assert save(coach, own).json() == first.json()
    save(coach, shared, text="Samen.", shared=True)
    assert texts(coach) == {TEXT, "Samen."}
    assert texts(colleague) == {"Samen."}
    for refused in (save(colleague, own, text="Mijn."), remove(colleague, own, None)):
        assert (refused.status_code, code_of(refused)) == (404, "not_found")
    assert Phrase.objects.get(pk=own).text == TEXT


def test_of_two_coaches_neither_overwrites_the_other_unseen(cast: Cast, api: Api) -> None:
    coach, colleague, id = api(cast.coach), api(cast.second_coach), new_id()
    seen = save(coach, id, shared=True).json()["version"]
    newer = save(colleague, id, text="Korter.", shared=True, seen=seen).json()
    late = save(coach, id, text="Langer.", shared=True, seen=seen)
    assert (late.status_code, code_of(late)) == (412, "phrase_changed")
    assert late.json()["current"] == newer
    unnamed = remove(coach, id, None)
    assert (unnamed.status_code, code_of(unnamed)) == (428, "if_match_required")
    assert code_of(remove(coach, id, seen)) == "phrase_changed"
    for _ in range(2):
        assert remove(coach, id, newer["version"]).status_code == 204
    assert not Phrase.objects.exists()


def test_an_own_one_can_be_shared_and_a_shared_one_stays_so(cast: Cast, api: Api) -> None:
    coach, id = api(cast.coach), new_id()
    own = save(coach, id).json()["version"]
    shared = save(coach, id, shared=True, seen=own).json()
    assert texts(api(cast.second_coach)) == {TEXT}
    back = save(coach, id, seen=shared["version"])
    assert (back.status_code, code_of(back)) == (400, "invalid")
    assert [(one["code"], one["attr"]) for one in back.json()["errors"]] == [
        ("stays_shared", "shared")
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{name}, {exercise}, {criterion}, {technique}, {level}", []),
        ("{naam} en {name} en {naam}", ["variable_unknown"]),
        ("{name", ["brace_alone"]),
        ("{{name}} {Name}", ["brace_alone"]),
        ("{leeftijd} }", ["variable_unknown", "brace_alone"]),
    ],
)
def test_only_variables_that_there_are_stand_in_braces(text: str, codes: list[str]) -> None:
    assert [one.code for one in domain.faults_of(text)] == codes


def test_faults_are_named_by_the_refusal(cast: Cast, api: Api) -> None:
    answer = save(api(cast.coach), new_id(), text="{naam}")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"], "{naam}" in part["detail"]) == (
        "variable_unknown",
        "text",
        True,
    )


@pytest.mark.parametrize("shared", [False, True])
def test_there_are_at_most_so_many(
    cast: Cast, api: Api, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    monkeypatch.setattr(services, "MOST_OWN", 1)
    monkeypatch.setattr(services, "MOST_SHARED", 1)
    coach, id = api(cast.coach), new_id()
    seen = save(coach, id, shared=shared).json()["version"]
    more = save(coach, new_id(), text="Nog een.", shared=shared)
    assert (more.status_code, code_of(more)) == (409, "too_many_phrases")
    assert save(coach, id, text="Anders.", shared=shared, seen=seen).status_code == 200
    other: Callable[[], Any] = lambda: save(coach, new_id(), shared=not shared)  # noqa: E731
    assert other().status_code == 201


def test_another_organisation_s_id_does_not_exist(cast: Cast, api: Api) -> None:
    id = new_id()
    Phrase.objects.create(
        id=id, organisation=cast.burcht, saved_by=cast.stranger, kind="note", text="Hm."
    )
    assert code_of(save(api(cast.coach), id)) == "not_found"
    assert code_of(remove(api(cast.coach), id, None)) == "not_found"
    assert texts(api(cast.coach)) == set()
