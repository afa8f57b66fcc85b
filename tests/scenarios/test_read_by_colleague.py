"""A colleague reads a draft before it is published: request, message, remarks, and the rule."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Membership, Role
from core.ids import new_id
from notifications.models import Message
from scenarios.models import Reading, Remark
from scenarios.services import create_scenario
from tests.cast import Api, Cast, code_of, person_in
from tests.scenarios.content import clip, library, published_rubric, scenario_body

pytestmark = pytest.mark.slow

BASE = "/api/v1/haven"


@pytest.fixture
def version(cast: Cast, api: Api) -> UUID:
    """Save a draft that could be published as it is."""
    library(cast.haven)
    scenario = create_scenario(author=cast.author, code="barrier").id
    clips = {language: str(clip(cast.author).id) for language in ("nl", "en")}
    body = scenario_body(scenario, rubric_version=published_rubric(cast.author).id, clips=clips)
    version = new_id()
    assert api(cast.author).put(_version(version), body).status_code == 201
    return version


def _version(version: UUID) -> str:
    return f"{BASE}/scenario-versions/{version}"


def ask(
    api: Api, author: Membership, version: UUID, reader: Membership, reading: UUID | None = None
) -> Any:
    path = f"{_version(version)}/readings/{reading or new_id()}"
    return api(author).put(path, {"reader": str(reader.id), "note": "Is it too long?"})


def finish(api: Api, reader: Membership, version: UUID, reading: str) -> Any:
    return api(reader).put(f"{_version(version)}/readings/{reading}/completion")


def remark(
    api: Api,
    member: Membership,
    version: UUID,
    text: str = "Shorter?",
    place: str = "scenes.s2.options.1.text",
    id: UUID | None = None,
) -> Any:
    path = f"{_version(version)}/remarks/{id or new_id()}"
    return api(member).put(path, {"place": place, "text": text})


def publish(api: Api, cast: Cast, version: UUID) -> Any:
    return api(cast.author).post(f"{_version(version)}/publication")


def test_a_colleague_is_asked_and_told(version: UUID, api: Api, cast: Cast) -> None:
    answer = ask(api, cast.author, version, cast.coach)
    assert answer.status_code == 200, answer.content
    asked = answer.json()
    assert (asked["reader_name"], asked["asked_by_name"]) == ("Carla", "Aicha")
    assert (asked["note"], asked["read_at"]) == ("Is it too long?", None)
    [message] = api(cast.coach).get(f"{BASE}/messages").json()["results"]
    assert message["kind"] == "reading_asked"
    assert "Aicha" in message["text"]
    assert "The barrier (en)" in message["text"]
    assert message["link"] == f"/haven/author/scenarios/{version}"


def test_whoever_asked_is_told_when_it_is_read(version: UUID, api: Api, cast: Cast) -> None:
    reading = ask(api, cast.author, version, cast.coach).json()["id"]
    answers = [finish(api, cast.coach, version, reading) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["read_at"]
    [message] = api(cast.author).get(f"{BASE}/messages").json()["results"]
    assert message["kind"] == "reading_done"
    assert "Carla" in message["text"]


def test_repeating_a_request_asks_once(version: UUID, api: Api, cast: Cast) -> None:
    reading = new_id()
    answers = [ask(api, cast.author, version, cast.coach, reading) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert (Reading.objects.count(), Message.objects.count()) == (1, 1)
    other = ask(api, cast.author, version, cast.coach)
    assert (other.status_code, code_of(other)) == (409, "already_asked")


def test_who_has_read_can_be_asked_again(version: UUID, api: Api, cast: Cast) -> None:
    reading = ask(api, cast.author, version, cast.coach).json()["id"]
    finish(api, cast.coach, version, reading)
    assert ask(api, cast.author, version, cast.coach).status_code == 200
    assert Message.objects.filter(kind="reading_asked").count() == 2


def test_those_who_may_read_it_are_offered_but_oneself(version: UUID, api: Api, cast: Cast) -> None:
    gone = person_in(cast.haven, "Gone", Role.COACH)
    Membership.objects.filter(pk=gone.pk).update(is_active=False)
    rows = api(cast.author).get(f"{BASE}/readers").json()["results"]
    assert [row["name"] for row in rows] == ["Anna", "Carla", "Chris"]
    for nobody in (cast.author, cast.employee, cast.stranger, gone):
        answer = ask(api, cast.author, version, nobody)
        assert (answer.status_code, code_of(answer)) == (400, "unknown_reference")
        assert [e["code"] for e in answer.json()["errors"]] == ["unknown_reader"]
    assert not Message.objects.exists()


def test_remarks_stand_at_their_place_until_they_are_resolved(
    version: UUID, api: Api, cast: Cast
) -> None:
    made = remark(api, cast.coach, version).json()
    path = f"{_version(version)}/remarks/{made['id']}/resolution"
    resolved = api(cast.author).put(path).json()
    assert (resolved["resolved_by_name"], resolved["place"]) == ("Aicha", made["place"])
    assert api(cast.author).put(path).json() == resolved
    assert api(cast.coach).delete(path).json()["resolved_at"] is None
    shown = api(cast.admin).get(f"{_version(version)}/readings").json()
    assert [(one["member_name"], one["text"]) for one in shown["remarks"]] == [
        ("Carla", "Shorter?")
    ]


def test_ones_own_remark_alone_is_changed_and_deleted(version: UUID, api: Api, cast: Cast) -> None:
    id = new_id()
    remark(api, cast.coach, version, id=id)
    assert remark(api, cast.coach, version, "Longer?", id=id).json()["text"] == "Longer?"
    assert code_of(remark(api, cast.admin, version, "No", id=id)) == "not_found"
    path = f"{_version(version)}/remarks/{id}"
    for someone, left in ((cast.admin, 1), (cast.coach, 0), (cast.coach, 0)):
        assert api(someone).delete(path).status_code == 204
        assert Remark.objects.count() == left


@pytest.mark.parametrize(
    "body",
    [
        {"place": "", "text": "x"},
        {"place": "Scenes 1", "text": "x"},
        {"place": "title", "text": " "},
        {"place": "title", "text": "x" * 2001},
        {"place": "title"},
    ],
)
def test_a_wrong_remark_is_refused(body: Any, version: UUID, api: Api, cast: Cast) -> None:
    answer = api(cast.coach).put(f"{_version(version)}/remarks/{new_id()}", body)
    assert (answer.status_code, code_of(answer)) == (400, "invalid")


def test_by_default_nobody_needs_to_read_it(version: UUID, api: Api, cast: Cast) -> None:
    remark(api, cast.coach, version)
    assert api(cast.coach).get(f"{BASE}/authoring-rules").json() == {"needs_reading": False}
    assert publish(api, cast, version).status_code == 200


def test_where_the_organisation_asks_for_it_a_colleague_reads_first(
    version: UUID, api: Api, cast: Cast
) -> None:
    answer = api(cast.admin).put(f"{BASE}/authoring-rules", {"needs_reading": True})
    assert (answer.status_code, answer.json()) == (200, {"needs_reading": True})
    made = remark(api, cast.coach, version).json()

    def lacks() -> list[str]:
        return [error["code"] for error in publish(api, cast, version).json().get("errors", [])]

    assert lacks() == ["reading_missing", "remark_open"]
    reading = ask(api, cast.author, version, cast.coach).json()["id"]
    assert lacks() == ["reading_missing", "remark_open"]
    finish(api, cast.coach, version, reading)
    assert lacks() == ["remark_open"]
    api(cast.author).put(f"{_version(version)}/remarks/{made['id']}/resolution")
    assert publish(api, cast, version).status_code == 200


def test_what_an_author_reads_alone_does_not_count(version: UUID, api: Api, cast: Cast) -> None:
    """A colleague who was asked and then publishes the exercise is no second pair of eyes."""
    api(cast.admin).put(f"{BASE}/authoring-rules", {"needs_reading": True})
    other = person_in(cast.haven, "Otis", Role.AUTHOR)
    reading = ask(api, other, version, cast.author).json()["id"]
    finish(api, cast.author, version, reading)
    refused = publish(api, cast, version)
    assert [e["code"] for e in refused.json()["errors"]] == ["reading_missing"]
    assert api(other).post(f"{_version(version)}/publication").status_code == 200


def test_a_published_version_is_read_no_more(version: UUID, api: Api, cast: Cast) -> None:
    publish(api, cast, version)
    for answer in (ask(api, cast.author, version, cast.coach), remark(api, cast.coach, version)):
        assert (answer.status_code, code_of(answer)) == (409, "already_published")


def test_only_the_reader_finishes_and_only_admins_change_the_rule(
    version: UUID, api: Api, cast: Cast
) -> None:
    reading = ask(api, cast.author, version, cast.coach).json()["id"]
    assert code_of(finish(api, cast.second_coach, version, reading)) == "not_found"
    for someone in (cast.author, cast.coach, cast.manager):
        answer = api(someone).put(f"{BASE}/authoring-rules", {"needs_reading": True})
        assert code_of(answer) == "role_required"
    for someone in (cast.employee, cast.manager):
        assert code_of(api(someone).get(f"{_version(version)}/readings")) == "role_required"
        assert code_of(remark(api, someone, version)) == "role_required"


def test_an_id_that_is_another_requests_is_not_found(version: UUID, api: Api, cast: Cast) -> None:
    id = new_id()
    assert ask(api, cast.author, version, cast.coach, id).status_code == 200
    answer = ask(api, cast.author, version, cast.second_coach, id)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert Reading.objects.get().reader == cast.coach
