"""`manage.py load_library` brings the starter library into an organisation, as often as one likes,
and leaves alone what the organisation made of it."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from accounts.models import Membership
from core.ids import new_id
from demo import library, starter
from demo.import_clips import keep_clips, store_clips
from demo.shapes import Library
from media.models import Captions, Rendition, Video
from scenarios import queries, services
from scenarios.documents import rubric_document, scenario_document
from scenarios.models import (
    AggressionType,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Technique,
)
from tests.cast import Api, Cast
from training.models import Programme, Step

pytestmark = pytest.mark.slow

TABLES: list[type[Model]] = [
    AggressionType, Captions, Programme, Rendition, Rubric, RubricVersion, Scenario,
    ScenarioVersion, Step, Technique, Video,
]  # fmt: skip
NOTHING = "Nothing is new."
SOME = ("barrier", "no_ticket", "last_round", "regular")


@pytest.fixture
def some(monkeypatch: pytest.MonkeyPatch) -> Library:
    """Let the library hold four exercises, with a shared rubric and a branch among them."""
    return holding(monkeypatch, library.load())


def holding(monkeypatch: pytest.MonkeyPatch, whole: Library) -> Library:
    exercises = tuple(one for one in whole.exercises if one.code in SOME)
    programme = replace(whole.programme, steps=SOME[:1], on_request=())
    held = replace(whole, exercises=exercises, programme=programme)
    monkeypatch.setattr(starter, "load", lambda: held)
    return held


def load_library(slug: str = "haven", **options: Any) -> str:
    out = StringIO()
    call_command("load_library", slug, stdout=out, **options)
    return out.getvalue().strip()


def counts() -> dict[str, int]:
    return {table.__name__: table._default_manager.count() for table in TABLES}


def newest(code: str) -> ScenarioVersion:
    rows = queries.versions_with_exercise().filter(scenario__code=code)
    return rows.order_by("-number")[0]


def publish_own(author: Membership, code: str, **changes: Any) -> ScenarioVersion:
    """Publish a new version of an exercise as an author would."""
    before, version = newest(code), new_id()
    services.save_scenario_draft(
        author=author,
        scenario=before.scenario_id,
        version=version,
        draft=replace(scenario_document(before), **changes),
    )
    return services.publish_scenario_version(author=author, version=version)


def let_library_change(monkeypatch: pytest.MonkeyPatch, some: Library) -> None:
    """Let the next library say something else in every exercise."""
    exercises = tuple(replace(one, minutes=11) for one in some.exercises)
    holding(monkeypatch, replace(some, exercises=exercises))


def test_it_brings_exercises_that_can_be_practised(cast: Cast, some: Library) -> None:
    told = load_library()
    assert told.splitlines() == [f"{one.code}: version 1" for one in some.exercises]
    versions = ScenarioVersion.objects.filter(published_at__isnull=False)
    assert versions.filter(scenario__organisation=cast.haven).count() == len(SOME)
    assert Rubric.objects.filter(code="limits").count() == 1
    assert Programme.objects.get(organisation=cast.haven).steps.count() == 1
    assert not Scenario.objects.filter(organisation=cast.burcht).exists()


def test_twice_gives_the_same(cast: Cast, some: Library) -> None:
    load_library()
    before = counts()
    assert load_library() == NOTHING
    assert counts() == before


def test_an_exercise_with_a_version_of_ones_own_stays(
    cast: Cast, some: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library()
    publish_own(cast.author, "regular", title={"nl": "Onze gast", "en": "Our guest"})
    let_library_change(monkeypatch, some)
    assert "regular" not in load_library()
    assert newest("regular").title["en"] == "Our guest"


def test_an_exercise_with_an_open_draft_stays(
    cast: Cast, some: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library()
    before = newest("no_ticket")
    draft = replace(scenario_document(before), minutes=3)
    services.save_scenario_draft(
        author=cast.author, scenario=before.scenario_id, version=new_id(), draft=draft
    )
    let_library_change(monkeypatch, some)
    assert "no_ticket" not in load_library()
    assert (newest("no_ticket").number, newest("no_ticket").minutes) == (2, 3)


def test_a_retired_exercise_stays_retired(
    cast: Cast, api: Api, some: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library()
    scenario = Scenario.objects.get(code="last_round")
    answer = api(cast.author).put(f"/api/v1/haven/scenarios/{scenario.pk}/retirement")
    assert answer.status_code == 200, answer.content
    let_library_change(monkeypatch, some)
    assert "last_round" not in load_library()
    scenario.refresh_from_db()
    assert scenario.retired_at is not None
    assert scenario.versions.count() == 1


def test_a_technique_that_was_renamed_and_hidden_stays_so(
    cast: Cast, api: Api, some: Library
) -> None:
    load_library()
    technique = Technique.objects.get(code="reflecting")
    wanted = {"name": {"nl": "Samenvatten", "en": "Summing up"}, "is_hidden": True}
    url = f"/api/v1/haven/techniques/{technique.pk}"
    assert api(cast.author).patch(url, wanted, format="json").status_code == 200
    assert load_library() == NOTHING
    technique.refresh_from_db()
    assert (technique.name["en"], technique.is_hidden) == ("Summing up", True)


def test_lists_of_ones_own_keep_their_order_and_get_what_is_missing_at_the_end(
    cast: Cast, some: Library
) -> None:
    services.define_technique(
        author=cast.author, code="humour", name={"nl": "Humor", "en": "Humour"},
        description={"nl": "Een grap.", "en": "A joke."}, order=0,
    )  # fmt: skip
    load_library()
    codes = Technique.objects.order_by("order").values_list("code", flat=True)
    assert list(codes) == ["humour", *(one.code for one in some.techniques)]


def test_a_scenario_of_ones_own_with_the_same_code_stays(cast: Cast, some: Library) -> None:
    services.create_scenario(author=cast.author, code="barrier")
    told = load_library()
    assert "barrier" not in told
    assert "last_round: version 1" in told
    assert not Scenario.objects.get(code="barrier").versions.exists()


def test_exercises_that_nobody_touched_follow_a_library_that_changed(
    cast: Cast, some: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_library()
    let_library_change(monkeypatch, some)
    assert load_library().splitlines() == [f"{one.code}: version 2" for one in some.exercises]
    assert newest("barrier").minutes == 11
    assert load_library() == NOTHING


def test_a_shared_rubric_that_the_organisation_changed_is_the_one_that_is_used(
    cast: Cast, some: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding(monkeypatch, replace(some, exercises=some.exercises[:2]))
    load_library()
    rubric = Rubric.objects.get(code="limits")
    theirs = rubric_document(queries.rubric_versions_whole().get(rubric=rubric))
    own, criteria = new_id(), theirs.criteria[:2]
    services.save_rubric_draft(
        author=cast.author, rubric=rubric.id, version=own, draft=replace(theirs, criteria=criteria)
    )
    services.publish_rubric_version(author=cast.author, version=own)
    let_library_change(monkeypatch, some)
    assert "scored by your own version of the rubric limits" in load_library()
    assert newest("no_ticket").rubric_version_id == own
    assert rubric.versions.count() == 2
    assert load_library() == NOTHING


def test_where_a_colleague_reads_first_the_exercises_come_as_drafts(
    cast: Cast, some: Library
) -> None:
    services.change_authoring_rules(admin=cast.admin, needs_reading=True)
    assert "barrier: a draft, which a colleague reads" in load_library()
    assert newest("barrier").published_at is None
    before = counts()
    assert load_library() == NOTHING
    assert counts() == before


@pytest.mark.parametrize("step", ["keep_clips", "publish_exercises", "load_programme"])
def test_cut_off_half_way_it_leaves_nothing_and_works_again(
    cast: Cast, some: Library, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    real = getattr(starter, step)

    def cut_off(*arguments: Any) -> None:
        real(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(starter, step, cut_off)
        with pytest.raises(KeyboardInterrupt):
            load_library()
    assert not any(counts().values())
    assert "last_round: version 1" in load_library()


def test_captions_that_were_changed_while_another_load_waited_stay(
    cast: Cast, some: Library
) -> None:
    author = cast.admin
    clips = store_clips(author.organisation_id, some.exercises)
    load_library()
    own = "WEBVTT\n\n00:00.000 --> 00:01.000\nIn other words\n"
    Captions.objects.filter(video=clips[0].clip.id).update(text=own)
    keep_clips(author, clips)
    assert Captions.objects.get(video=clips[0].clip.id).text == own


def test_it_writes_in_the_name_of_the_one_who_is_named(cast: Cast, some: Library) -> None:
    load_library(author="aicha@haven.example")
    assert [one.member for one in newest("barrier").work.all()] == [cast.author] * 2


@pytest.mark.parametrize(
    ("slug", "options", "said"),
    [
        ("nowhere", {}, "no organisation nowhere"),
        ("haven", {"author": "emma@haven.example"}, "emma@haven.example is not an active author"),
        ("haven", {"author": "stan@burcht.example"}, "stan@burcht.example is not an active author"),
    ],
)
def test_what_can_not_be_used_is_refused_with_a_sentence(
    cast: Cast, some: Library, slug: str, options: dict[str, str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        load_library(slug, **options)
    assert not any(counts().values())
