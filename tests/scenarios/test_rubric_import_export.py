"""GET rubric-versions/{id}/export and PUT rubrics/{id}/versions/{id}/import."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Language, Membership
from core.ids import new_id
from scenarios.models import Criterion, RubricVersion
from scenarios.services import create_rubric, publish_rubric_version
from tests.cast import Api, Cast, code_of
from tests.scenarios.content import Json, both, library, rubric_body

FILE = (
    "number;criterion_nl;criterion_en;description_nl;technique;weight;level;level_name_nl\r\n"
    "1;Ruimte;Space;Is er ruimte?;letting_vent;3;1;Begin\r\n"
    "1;;;;;;2;Goed\r\n"
).encode("utf-8-sig")


@pytest.fixture
def rubric(cast: Cast) -> UUID:
    library(cast.haven)
    return create_rubric(author=cast.author, code="space", name=both("Space")).id


def save(api: Api, who: Membership, version: UUID, body: Json) -> Any:
    return api(who).put(f"/api/v1/haven/rubric-versions/{version}", body)


def send(
    api: Api,
    who: Membership,
    rubric: UUID,
    version: UUID,
    file: bytes | Json,
    *,
    dry: bool = False,
    seen: str | None = None,
) -> Any:
    """Import a file: bytes are CSV, an object is JSON."""
    path = f"/api/v1/{who.organisation.slug}/rubrics/{rubric}/versions/{version}/import"
    headers = {"If-Match": seen} if seen else {}
    url = f"{path}?dry_run=true" if dry else path
    if isinstance(file, bytes):
        return api(who).put(url, file, content_type="text/csv", headers=headers)
    return api(who).put(url, file, headers=headers)


def export(api: Api, who: Membership, version: UUID, kind: str) -> Any:
    return api(who).get(f"/api/v1/haven/rubric-versions/{version}/export?format={kind}")


def test_an_import_makes_the_draft(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    answer = send(api, cast.author, rubric, version, FILE)
    assert (answer.status_code, answer.json()["is_new"]) == (201, True)
    read = api(cast.author).get(f"/api/v1/haven/rubric-versions/{version}")
    assert (read.json(), read["ETag"]) == (answer.json()["draft"], answer["ETag"])
    [criterion] = read.json()["criteria"]
    assert (criterion["weight"], criterion["name"]["nl"]) == (3, "Ruimte")
    assert [level["name"] for level in criterion["levels"]] == [{"nl": "Begin"}, {"nl": "Goed"}]


def test_a_repeated_import_gets_the_same_answer(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    first = send(api, cast.author, rubric, version, FILE)
    again = send(api, cast.author, rubric, version, FILE)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["draft"] == first.json()["draft"]
    assert RubricVersion.objects.count() == 1


def test_a_dry_run_tells_all_and_saves_nothing(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    answer = send(api, cast.author, rubric, version, FILE, dry=True)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["is_saved"], told["is_new"]) == (False, True)
    assert told["draft"]["criteria"][0]["name"] == {"nl": "Ruimte", "en": "Space"}
    places = {(one["code"], one["attr"]) for one in told["gaps"]}
    assert ("text_missing", "rows.2.level_description_nl") in places
    assert ("text_missing", "rows.3.level_description_nl") in places
    assert ("language_missing", "rows.2.description_nl") in {
        (one["code"], one["attr"]) for one in told["warnings"]
    }
    assert not RubricVersion.objects.exists()


def test_an_import_replaces_only_a_draft_that_was_seen(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    first = save(api, cast.author, version, rubric_body(rubric))
    for dry in (True, False):
        unseen = send(api, cast.author, rubric, version, FILE, dry=dry)
        assert (unseen.status_code, code_of(unseen)) == (428, "if_match_required")
        stale = send(api, cast.author, rubric, version, FILE, dry=dry, seen='"other"')
        assert (stale.status_code, code_of(stale)) == (412, "draft_changed")
    answer = send(api, cast.author, rubric, version, FILE, seen=first["ETag"])
    assert (answer.status_code, answer.json()["is_new"]) == (200, False)
    assert Criterion.objects.get().weight == 3


def test_a_published_version_takes_no_import(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    save(api, cast.author, version, rubric_body(rubric))
    publish_rubric_version(author=cast.author, version=version)
    for dry in (True, False):
        answer = send(api, cast.author, rubric, version, FILE, dry=dry, seen="*")
        assert (answer.status_code, code_of(answer)) == (409, "already_published")


def places_of(answer: Any) -> list[tuple[str, str]]:
    return [(one["code"], one["attr"]) for one in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        (b"letting_vent", b"juggling", "unknown_technique", "rows.2.technique"),
        (b"letting_vent", b"Luisteren!", "invalid", "rows.2.technique"),
        (b"Ruimte", b"R" * 5001, "max_length", "rows.2.criterion_nl"),
        (b"Goed", b"G\0", "null_characters_not_allowed", "rows.3.level_name_nl"),
        (b";;;;;;2;", b";;;;;;1;", "level_twice", "rows.3.level"),
    ],
)
def test_a_fault_names_its_row_and_nothing_is_saved(
    old: bytes, new: bytes, code: str, place: str, rubric: UUID, api: Api, cast: Cast
) -> None:
    answer = send(api, cast.author, rubric, new_id(), FILE.replace(old, new))
    assert answer.status_code == 400
    assert code_of(answer) in {"rubric_file_invalid", "unknown_reference"}
    assert places_of(answer) == [(code, place)]
    assert not RubricVersion.objects.exists()


def test_more_criteria_than_a_rubric_has_are_a_fault_of_the_whole_file(
    rubric: UUID, api: Api, cast: Cast
) -> None:
    header, *rows = FILE.splitlines(keepends=True)
    many = b"".join(row.replace(b"1;", f"{n};".encode(), 1) for n in range(1, 22) for row in rows)
    answer = send(api, cast.author, rubric, new_id(), header + many)
    assert (answer.status_code, code_of(answer)) == (400, "rubric_file_invalid")
    assert places_of(answer) == [("max_length", "criteria")]


def test_too_large_a_file_is_refused_unread(rubric: UUID, api: Api, cast: Cast) -> None:
    answer = send(api, cast.author, rubric, new_id(), b"x" * (1024 * 1024 + 1))
    assert (answer.status_code, code_of(answer)) == (413, "too_large")
    answer = send(api, cast.author, rubric, new_id(), {"criteria": ["x" * 1024 * 1024]})
    assert (answer.status_code, code_of(answer)) == (413, "too_large")


def test_json_of_another_schema_or_with_unknown_members_is_refused(
    rubric: UUID, api: Api, cast: Cast
) -> None:
    criteria = rubric_body(rubric)["criteria"]
    for file, code in (
        ({"schema": "kalm-rubric/2", "criteria": criteria}, "schema_unknown"),
        ({"schema": "kalm-rubric/1", "criteria": criteria, "smaak": 1}, "unknown_field"),
        ({"schema": "kalm-rubric/1", "criteria": criteria * 21}, "max_length"),
        ({"schema": "kalm-rubric/1", "criteria": "none"}, "not_a_list"),
    ):
        answer = send(api, cast.author, rubric, new_id(), file)
        assert (answer.status_code, code_of(answer)) == (400, "rubric_file_invalid")
        assert places_of(answer)[0][0] == code


def test_what_is_no_json_is_refused(rubric: UUID, api: Api, cast: Cast) -> None:
    path = f"/api/v1/haven/rubrics/{rubric}/versions/{new_id()}/import"
    for body in (b"{", b"\xff", b'{"criteria": NaN}'):
        answer = api(cast.author).put(path, body, content_type="application/json")
        assert (answer.status_code, code_of(answer)) == (400, "parse_error")
    assert not RubricVersion.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_an_export_is_imported_as_the_same_document(
    kind: str, rubric: UUID, api: Api, cast: Cast
) -> None:
    body = rubric_body(rubric, levels=5)
    body["criteria"][0] |= {"weight": 4, "name": {"nl": "=1+1", "en": '\'s morning; "x"\ny'}}
    version = new_id()
    saved = save(api, cast.author, version, body)
    publish_rubric_version(author=cast.author, version=version)
    file = export(api, cast.coach, version, kind)
    assert file["Content-Disposition"] == f'attachment; filename="space-v1.{kind}"'
    sent = file.content if kind == "csv" else file.json()
    answer = send(api, cast.author, rubric, new_id(), sent)
    assert answer.status_code == 201
    assert answer["ETag"] == saved["ETag"]


def test_an_export_suits_the_spreadsheets_of_its_reader(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    save(api, cast.author, version, rubric_body(rubric))
    english = export(api, cast.author, version, "csv").content.decode("utf-8-sig")
    assert english.startswith("number,criterion_nl,")
    cast.author.person.language = Language.DUTCH
    cast.author.person.save()
    dutch = export(api, cast.author, version, "csv").content
    assert dutch.startswith("\ufeffnummer;criterium_nl;".encode())


def test_another_kind_of_file_is_refused(rubric: UUID, api: Api, cast: Cast) -> None:
    version = new_id()
    save(api, cast.author, version, rubric_body(rubric))
    answer = export(api, cast.author, version, "xlsx")
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
