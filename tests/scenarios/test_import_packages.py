"""PUT package-imports/{id} and what follows: exercises from a file."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from accounts.models import AuditEvent, Membership
from core.ids import new_id
from media import services as media
from media import storage
from media.models import Captions, PosterChoice, Rendition, Upload, Video, VideoState
from scenarios import services
from scenarios.domain.drafts import CriterionDraft, RubricDraft
from scenarios.models import (
    AggressionType,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Technique,
)
from tests.cast import Api, Cast
from tests.scenarios.content import both, library, published_rubric, rubric_draft
from tests.scenarios.packages import (
    body_of,
    changed,
    checked,
    confirmed,
    conversation,
    export,
    imported,
    kept_packages,
    manifest_of,
    read,
    retitled,
    saved,
    small,
    versions_in,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "clips"


@pytest.fixture(autouse=True)
def _lists(cast: Cast, settings: Any) -> None:
    settings.MEDIA_CLAIM_SECONDS = 3600  # a heartbeat's connection sees no row of this test
    library(cast.haven)


def heavier(author: Membership, code: str = "weighty") -> RubricVersion:
    """Publish a rubric, then leave a second version of it as a draft with weights."""
    first = published_rubric(author, code)
    criteria = rubric_draft(levels=5).criteria
    second = CriterionDraft(
        "thanking", {"nl": "Bedanken"}, {"nl": "Zegt dank"}, criteria[0].levels[:2], weight=9
    )
    version, _ = services.save_rubric_draft(
        author=author,
        rubric=first.rubric_id,
        version=new_id(),
        draft=RubricDraft((replace(criteria[0], weight=3), second)),
    )
    return version


def many(author: Membership, folder: Path) -> list[UUID]:
    """Save exercises of every shape: branches, clips, examples, gaps, weights, one language."""
    weighty = heavier(author)
    earlier = RubricVersion.objects.get(rubric=weighty.rubric_id, number=1)
    drafts = {
        "tram": conversation(author, folder, earlier.pk),
        "tram-again": conversation(author, folder, weighty.pk),
        "bare": small(title={}, summary={}, scenes=(), aggression_type=None, techniques=()),
        "dutch": small(earlier.pk, title={"nl": "Alleen Nederlands"}, minutes=60, intensity=1),
        "odd": small(
            title={"en": 'Quotes " and \\ and \u2028, <b>, \U0001f600'},
            summary={"en": "line\nline\n\n  indented"},
        ),
    }
    return [saved(author, code, draft).pk for code, draft in drafts.items()]


def test_what_is_exported_and_imported_elsewhere_is_the_same_document(
    api: Api, cast: Cast, folder: Path
) -> None:
    first = body_of(export(api, cast.author, *many(cast.author, folder)))
    done = imported(api, cast.stranger, first)
    assert done["state"] == "done", done
    again = body_of(export(api, cast.stranger, *versions_in(cast.stranger)))
    assert manifest_of(again) == manifest_of(first)
    assert again == first


def test_a_clip_brings_the_moment_of_its_poster(api: Api, cast: Cast, folder: Path) -> None:
    draft = conversation(cast.author, folder, published_rubric(cast.author).pk)
    package = body_of(export(api, cast.author, saved(cast.author, "tram", draft).pk))
    assert [one["poster_at_ms"] for one in manifest_of(package)["clips"]] == [None, 700, None]
    imported(api, cast.stranger, package)
    there = Video.objects.filter(organisation=cast.stranger.organisation)
    [choice] = PosterChoice.objects.filter(video__in=there)
    assert (choice.at_ms, choice.state) == (700, "waiting")
    media.make_poster(video_id=choice.pk)
    choice.refresh_from_db()
    assert choice.state == "made"


def test_a_poster_past_the_end_is_the_last_picture(api: Api, cast: Cast, folder: Path) -> None:
    draft = conversation(cast.author, folder, published_rubric(cast.author).pk)
    package = body_of(export(api, cast.author, saved(cast.author, "tram", draft).pk))
    late = changed(package, lambda value: value["clips"][1].update(poster_at_ms=2**31 - 1))
    assert imported(api, cast.stranger, late)["state"] == "done"
    choice = PosterChoice.objects.get(video__organisation=cast.stranger.organisation)
    assert choice.at_ms == choice.video.duration_ms
    old = changed(retitled(package), lambda value: value["clips"][1].pop("poster_at_ms"))
    assert imported(api, cast.stranger, old)["state"] == "done"


def test_imported_exercises_are_drafts_of_the_author(api: Api, cast: Cast, folder: Path) -> None:
    rubric = published_rubric(cast.author)
    row = saved(cast.author, "tram", conversation(cast.author, folder, rubric.pk))
    package = body_of(export(api, cast.author, row.pk))
    [made] = imported(api, cast.stranger, package)["made"]
    version = api(cast.stranger).get(f"/api/v1/burcht/scenario-versions/{made['version']}").json()
    assert (version["published_at"], version["title"]["nl"]) == (None, "De tram")
    videos = Video.objects.filter(organisation=cast.stranger.organisation)
    assert {(one.state, one.owner_id, one.extras) for one in videos} == {
        (VideoState.READY, cast.stranger.pk, "waiting")
    }
    assert Upload.objects.filter(video__in=videos).count() == 3
    events = AuditEvent.objects.filter(verb="scenario_imported", actor=cast.stranger)
    assert [event.object_id for event in events] == [UUID(made["version"])]
    left = kept_packages(cast.stranger)
    assert left == []


def test_a_dry_run_says_what_would_happen_and_makes_nothing(
    api: Api, cast: Cast, folder: Path
) -> None:
    rubric = published_rubric(cast.author)
    row = saved(cast.author, "tram", conversation(cast.author, folder, rubric.pk))
    package = body_of(export(api, cast.author, row.pk))
    Technique.objects.create(
        organisation=cast.stranger.organisation,
        code="thanking",
        name={"nl": "Dankjewel"},
        description={"nl": "Zeg dank"},
    )
    Technique.objects.create(
        organisation=cast.stranger.organisation,
        code="ventilate",
        name=both("letting_vent"),
        description=both("letting_vent"),
    )
    found = checked(api, cast.stranger, package)
    plan = found["plan"]
    outcome = {one["code"]: (one["outcome"], one["as_code"]) for one in plan["techniques"]}
    assert outcome == {
        "thanking": ("existing", "thanking"),
        "letting_vent": ("existing", "ventilate"),
    }
    assert [one["outcome"] for one in plan["aggression_types"]] == ["new"]
    assert [(one["code"], one["outcome"]) for one in plan["rubrics"]] == [("space", "new")]
    assert [(one["code"], one["outcome"]) for one in plan["scenarios"]] == [("tram", "new")]
    assert (plan["clips"], plan["bytes"] > 1000) == (3, True)
    assert [(one["code"], one["attr"]) for one in plan["warnings"]] == [
        ("described_otherwise", "thanking")
    ]
    assert not Scenario.objects.filter(organisation=cast.stranger.organisation).exists()
    assert not Rubric.objects.filter(organisation=cast.stranger.organisation).exists()
    assert not Video.objects.filter(organisation=cast.stranger.organisation).exists()


def test_techniques_and_rubrics_that_exist_are_used(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small(published_rubric(cast.author).pk))
    package = body_of(export(api, cast.author, row.pk))
    services.create_scenario(author=cast.stranger, code="tram")
    imported(api, cast.stranger, package)
    second = checked(api, cast.stranger, retitled(package))
    assert [one["outcome"] for one in second["plan"]["rubrics"]] == ["existing"]
    assert [one["outcome"] for one in second["plan"]["techniques"]] == ["existing"]
    confirmed(api, cast.stranger, second["id"])
    services.import_package(import_id=UUID(second["id"]))
    there = cast.stranger.organisation
    assert Rubric.objects.filter(organisation=there).count() == 1
    assert AggressionType.objects.filter(organisation=there).count() == 1
    used = ScenarioVersion.objects.filter(scenario__organisation=there)
    assert len(set(used.values_list("rubric_version", flat=True))) == 1


def test_importing_twice_doubles_nothing(api: Api, cast: Cast, folder: Path) -> None:
    rubric = published_rubric(cast.author)
    row = saved(cast.author, "tram", conversation(cast.author, folder, rubric.pk))
    package = body_of(export(api, cast.author, row.pk))
    [made] = imported(api, cast.stranger, package)["made"]
    again = checked(api, cast.stranger, package)
    [line] = again["plan"]["scenarios"]
    assert (line["outcome"], line["version"]) == ("already_here", made["version"])
    assert (again["plan"]["clips"], again["plan"]["rubrics"]) == (0, [])
    confirmed(api, cast.stranger, again["id"])
    services.import_package(import_id=UUID(again["id"]))
    assert read(api, cast.stranger, again["id"])["made"] == []
    assert len(versions_in(cast.stranger)) == 1
    own = checked(api, cast.author, package)
    assert own["plan"]["scenarios"][0]["version"] == str(row.pk)


def test_an_exercise_whose_clip_lost_its_file_is_not_the_same(
    api: Api, cast: Cast, folder: Path
) -> None:
    draft = conversation(cast.author, folder, published_rubric(cast.author).pk)
    package = body_of(export(api, cast.author, saved(cast.author, "tram", draft).pk))
    storage.remove(Rendition.objects.get(video=draft.scenes[0].clips["nl"]).key)
    found = checked(api, cast.author, package)
    assert found["state"] == "ready", found
    assert [one["outcome"] for one in found["plan"]["scenarios"]] == ["new"]


def test_an_exercise_whose_captions_differ_is_not_the_same(
    api: Api, cast: Cast, folder: Path
) -> None:
    draft = conversation(cast.author, folder, published_rubric(cast.author).pk)
    package = body_of(export(api, cast.author, saved(cast.author, "tram", draft).pk))
    captions = Captions.objects.get(video=draft.scenes[0].clips["nl"], language="nl")
    Captions.objects.filter(pk=captions.pk).update(text=captions.text.replace("WEBVTT", "WEBVTT a"))
    found = checked(api, cast.author, package)
    assert [one["outcome"] for one in found["plan"]["scenarios"]] == ["new"]


def test_a_rubric_whose_code_is_in_use_for_another_gets_a_number(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small(published_rubric(cast.author).pk))
    package = body_of(export(api, cast.author, row.pk))
    code = manifest_of(package)["rubrics"][0]["code"]
    services.create_rubric(author=cast.stranger, code=code, name=both("Other"))
    done = imported(api, cast.stranger, package)
    assert (done["state"], done["plan"]["rubrics"][0]["as_code"]) == ("done", f"{code}-2")
    assert "rubric_code_in_use" in [one["code"] for one in done["plan"]["warnings"]]
    there = Rubric.objects.filter(organisation=cast.stranger.organisation)
    assert set(there.values_list("code", flat=True)) == {code, f"{code}-2"}


def test_two_techniques_never_become_one(api: Api, cast: Cast) -> None:
    """The other organisation calls the first one by the name of the second."""
    row = saved(cast.author, "tram", small(techniques=("thanking", "letting_vent")))
    package = body_of(export(api, cast.author, row.pk))
    texts = both("letting_vent")
    services.add_technique(member=cast.stranger, code="thanking", name=texts, description=texts)
    done = imported(api, cast.stranger, package)
    assert done["state"] == "done", done
    lines = [(one["outcome"], one["as_code"]) for one in done["plan"]["techniques"]]
    assert lines == [("existing", "thanking"), ("new", "letting_vent")]


def test_a_rubric_that_is_found_by_its_name_is_shown_with_its_code(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small(published_rubric(cast.author).pk))
    package = body_of(export(api, cast.author, row.pk))
    library(cast.stranger.organisation)
    there = published_rubric(cast.stranger, "own")
    Rubric.objects.filter(pk=there.rubric_id).update(
        name=manifest_of(package)["rubrics"][0]["name"]
    )
    [line] = checked(api, cast.stranger, package)["plan"]["rubrics"]
    assert (line["outcome"], line["as_code"]) == ("existing", "own")


def test_a_code_that_is_in_use_gets_a_number(api: Api, cast: Cast) -> None:
    row = saved(cast.author, "tram", small())
    package = body_of(export(api, cast.author, row.pk))
    library(cast.stranger.organisation)
    saved(cast.stranger, "tram", small(minutes=9))
    found = checked(api, cast.stranger, package)
    assert found["plan"]["scenarios"][0]["as_code"] == "tram-2"
    assert "code_in_use" in [one["code"] for one in found["plan"]["warnings"]]
    confirmed(api, cast.stranger, found["id"])
    services.import_package(import_id=UUID(found["id"]))
    codes = Scenario.objects.filter(organisation=cast.stranger.organisation)
    assert set(codes.values_list("code", flat=True)) == {"tram", "tram-2"}
