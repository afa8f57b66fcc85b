"""POST scenario-packages: exercises as one file."""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema  # type: ignore[import-untyped]  # ships none
import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from core.ids import new_id
from media import storage
from media.models import Rendition
from scenarios.domain.drafts import SceneDraft
from scenarios.models import AggressionType, ScenarioVersion
from scenarios.services import create_scenario, save_scenario_draft
from scenarios.services.packages import exporting
from tests.cast import Api, Cast, code_of
from tests.meanwhile import just_before
from tests.scenarios.content import CAPTIONS, both, clip, library, published_rubric
from tests.scenarios.packages import (
    body_of,
    conversation,
    export,
    manifest_of,
    saved,
    small,
    unpacked,
)

pytestmark = pytest.mark.slow

SCHEMA = Path(__file__).parents[2] / "docs" / "kalm-package-1.schema.json"


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "clips"


@pytest.fixture(autouse=True)
def _lists(cast: Cast) -> None:
    library(cast.haven)


def test_a_package_holds_texts_rubric_clips_and_captions(
    api: Api, cast: Cast, folder: Path
) -> None:
    rubric = published_rubric(cast.author)
    row = saved(cast.author, "tram", conversation(cast.author, folder, rubric.pk))
    answer = export(api, cast.author, row.pk)
    package = body_of(answer)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="tram.kalm.zip"'
    assert int(answer["Content-Length"]) == len(package)
    files, value = unpacked(package), manifest_of(package)
    assert value["schema"] == "kalm-package/1"
    assert [one["code"] for one in value["techniques"]] == ["thanking", "letting_vent"]
    assert [one["code"] for one in value["aggression_types"]] == ["frustration"]
    assert [one["name"] for one in value["clips"]] == ["c1", "c2", "c3"]
    [scenario] = value["scenarios"]
    assert (scenario["code"], scenario["rubric_version"]) == ("tram", "r1")
    assert scenario["scenes"][1]["clips"] == {"en": "c2", "nl": "c2"}
    assert scenario["scenes"][3]["example_clips"] == {"nl": "c3"}
    assert files[value["clips"][2]["captions"]["nl"]].decode() == CAPTIONS
    named = {one["path"]: (one["size"], one["sha256"]) for one in value["files"]}
    assert named == {
        path: (len(content), hashlib.sha256(content).hexdigest())
        for path, content in files.items()
        if path != "package.json"
    }


def test_a_package_is_what_the_schema_says(api: Api, cast: Cast, folder: Path) -> None:
    rubric = published_rubric(cast.author)
    rows = [
        saved(cast.author, "tram", conversation(cast.author, folder, rubric.pk)),
        saved(cast.author, "bare", small(title={}, summary={}, scenes=())),
    ]
    value = manifest_of(body_of(export(api, cast.author, *(row.pk for row in rows))))
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    check.validate(value)
    for wrong in (
        {**value, "schema": "kalm-package/2"},
        {**value, "owner": "someone"},
        {**value, "clips": [{**value["clips"][0], "file": "../clip.mp4"}]},
        {**value, "scenarios": [{**value["scenarios"][0], "intensity": 6}]},
    ):
        assert not check.is_valid(wrong)


def test_the_same_content_gives_the_same_file(api: Api, cast: Cast, folder: Path) -> None:
    row = saved(
        cast.author, "tram", conversation(cast.author, folder, published_rubric(cast.author).pk)
    )
    first, again = (body_of(export(api, cast.author, row.pk)) for _ in range(2))
    assert first == again


def test_a_package_names_no_person_organisation_or_id(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small(published_rubric(cast.author).pk))
    text = unpacked(body_of(export(api, cast.author, row.pk)))["package.json"].decode()
    for told in (str(row.pk), str(cast.haven.pk), cast.haven.slug, cast.author.person.name):
        assert told not in text


def test_a_selection_shares_what_its_exercises_have_in_common(api: Api, cast: Cast) -> None:
    rubric = published_rubric(cast.author)
    rows = [saved(cast.author, code, small(rubric.pk)) for code in ("b", "a")]
    value = manifest_of(body_of(export(api, cast.author, *(row.pk for row in rows))))
    assert [one["code"] for one in value["scenarios"]] == ["a", "b"]
    assert len(value["rubrics"]) == 1


def test_each_export_is_written_to_the_audit_log(api: Api, cast: Cast) -> None:
    rows = [saved(cast.author, code, small()) for code in ("a", "b")]
    export(api, cast.author, *(row.pk for row in rows))
    events = AuditEvent.objects.filter(verb="scenario_exported", actor=cast.author)
    assert {event.object_id for event in events} == {row.pk for row in rows}


def test_another_organisations_exercise_is_not_found(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    assert code_of(export(api, cast.stranger, row.pk)) in {"not_found", "role_required"}
    assert code_of(export(api, cast.author, row.pk, new_id())) == "not_found"


def test_two_versions_of_one_scenario_are_refused(api: Api, cast: Cast) -> None:
    scenario = create_scenario(author=cast.author, code="tram")
    ids = []
    for number in (1, 2):
        row, _ = save_scenario_draft(
            author=cast.author, scenario=scenario.id, version=new_id(), draft=small()
        )
        type(row).objects.filter(pk=row.pk).update(number=number)
        if number == 1:
            _publish_anyhow(cast, row.pk)
        ids.append(row.pk)
    assert code_of(export(api, cast.author, *ids)) == "one_version_each"


def _publish_anyhow(cast: Cast, version: UUID) -> None:
    rubric = published_rubric(cast.author, "other")
    kind = AggressionType.objects.get(organisation=cast.haven)
    ScenarioVersion.objects.filter(pk=version).update(
        rubric_version=rubric, aggression_type=kind, published_at=timezone.now()
    )


def test_a_clip_without_a_file_is_refused_with_its_place(api: Api, cast: Cast) -> None:
    scene = SceneDraft("watch", both("Watch"), clips={"nl": clip(cast.author).pk})
    row = saved(cast.author, "tram", small(scenes=(scene,)))
    answer = export(api, cast.author, row.pk)
    assert (answer.status_code, code_of(answer)) == (409, "clips_not_ready")
    assert [one["attr"] for one in answer.json()["errors"]] == ["tram.scenes.0.clips.nl"]


def test_a_package_that_is_too_large_is_refused(
    api: Api, cast: Cast, folder: Path, settings: Any
) -> None:
    row = saved(
        cast.author, "tram", conversation(cast.author, folder, published_rubric(cast.author).pk)
    )
    settings.PACKAGE_MAX_BYTES = 1000
    answer = export(api, cast.author, row.pk)
    assert (answer.status_code, code_of(answer)) == (413, "package_too_large")


def test_a_package_that_an_import_would_refuse_is_not_made(
    api: Api, cast: Cast, folder: Path, settings: Any
) -> None:
    row = saved(
        cast.author, "tram", conversation(cast.author, folder, published_rubric(cast.author).pk)
    )
    size = len(body_of(export(api, cast.author, row.pk)))
    settings.PACKAGE_MAX_BYTES = size - 1  # the clips alone are smaller
    answer = export(api, cast.author, row.pk)
    assert (answer.status_code, code_of(answer)) == (413, "package_too_large")
    settings.PACKAGE_MAX_BYTES = size
    assert export(api, cast.author, row.pk).status_code == 200


def test_a_clip_whose_file_is_gone_is_refused_with_its_place(
    api: Api, cast: Cast, folder: Path
) -> None:
    draft = conversation(cast.author, folder, published_rubric(cast.author).pk)
    row = saved(cast.author, "tram", draft)
    storage.remove(Rendition.objects.get(video=draft.scenes[0].clips["nl"]).key)
    answer = export(api, cast.author, row.pk)
    assert (answer.status_code, code_of(answer)) == (409, "clips_not_ready")
    assert [one["attr"] for one in answer.json()["errors"]] == ["tram.scenes.0.clips.nl"]


def test_a_clip_that_is_deleted_while_it_is_exported_is_refused(
    api: Api, cast: Cast, folder: Path
) -> None:
    """After it was looked at, and before its bytes are copied."""
    draft = conversation(cast.author, folder, published_rubric(cast.author).pk)
    row = saved(cast.author, "tram", draft)
    key = Rendition.objects.get(video=draft.scenes[0].clips["nl"]).key
    with just_before('FROM "scenarios_rubricversion"', lambda: storage.remove(key)):
        answer = export(api, cast.author, row.pk)
    assert (answer.status_code, code_of(answer)) == (409, "clips_not_ready")
    assert storage.size(key) is None
    assert not AuditEvent.objects.filter(verb="scenario_exported").exists()


def test_texts_that_an_import_would_refuse_are_not_exported(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = saved(cast.author, "tram", small())
    size = len(unpacked(body_of(export(api, cast.author, row.pk)))["package.json"])
    monkeypatch.setattr(exporting, "MANIFEST_BYTES", size - 1)
    answer = export(api, cast.author, row.pk)
    assert (answer.status_code, code_of(answer)) == (413, "package_too_large")
    monkeypatch.setattr(exporting, "MANIFEST_BYTES", size)
    assert export(api, cast.author, row.pk).status_code == 200


@pytest.mark.parametrize("versions", [[], ["x"], None, [str(new_id())] * 101])
def test_a_malformed_selection_is_refused(api: Api, cast: Cast, versions: object) -> None:
    path = "/api/v1/haven/scenario-packages"
    assert code_of(api(cast.author).post(path, {"versions": versions})) == "invalid"
