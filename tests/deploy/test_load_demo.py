"""`manage.py load_demo` completes the demo the first time, and adds nothing the second."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import AuditEvent, Membership, Person, Team
from coaching.models import Comment, Phrase, Review, Score, Turnaround
from core.ids import new_id
from demo import library, publish
from demo.documents import scenario_draft
from demo.people import load_people
from media.models import Captions, Rendition, Video, VideoState
from notifications.models import Message
from scenarios import queries, services
from scenarios.documents import scenario_document
from scenarios.exercise import exercise_in, rubric_in
from scenarios.models import (
    AggressionType,
    Criterion,
    Level,
    Option,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Scene,
    SceneClip,
    Technique,
)
from tests.cast import Api
from training.models import (
    Attempt,
    Attendance,
    Enrolment,
    EnrolmentRule,
    Programme,
    Step,
    Take,
    TeamRisk,
    Workshop,
)

# In one xdist worker: they share the demo that was loaded.
pytestmark = [pytest.mark.xdist_group("load_demo"), pytest.mark.slow]

TABLES = [
    AggressionType, Attempt, Attendance, AuditEvent, Captions, Comment, Criterion, Enrolment, Level,
    Membership, Message, Option, Person, Phrase, Programme, Rendition, Review, Rubric,
    RubricVersion, Scenario, ScenarioVersion, Scene, SceneClip, Score, Step, Take, Team, TeamRisk,
    Technique, Turnaround, Video, Workshop,
]  # fmt: skip


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the demo once for this file, beneath the transaction of each test, and remove it
    afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        # No heartbeat while the reply is prepared: it can't see rows that are not committed.
        with override_settings(MEDIA_CLAIM_SECONDS=3600):
            call_command("load_demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """Return the demo organisation, to change at will."""


def counts() -> dict[str, int]:
    return {table.__name__: table._default_manager.count() for table in TABLES}


def published() -> list[ScenarioVersion]:
    scenarios = list(Scenario.objects.values_list("pk", flat=True))
    return list(queries.newest_published_of(scenarios).values())


@override_settings(PRODUCTION=True)
def test_production_refuses_it(db: None) -> None:
    with pytest.raises(CommandError, match="not for production"):
        call_command("load_demo")
    assert not Person.objects.exists()


def test_it_loads_everything_once_however_often_it_runs(
    demo: None, django_assert_max_num_queries: Any
) -> None:
    first = counts()
    assert first["Scenario"] == first["Rubric"] == 6
    assert first["Step"] == 6 + 3 + 1  # of the programme, texts to read, and one with a pass mark
    with django_assert_max_num_queries(66):
        call_command("load_demo")
    assert counts() == first


def test_all_six_exercises_are_whole_in_both_languages(demo: None) -> None:
    versions = published()
    assert len(versions) == 6
    for version in versions:
        for language in ("nl", "en"):
            exercise = exercise_in(version, language)
            texts = [exercise.title, exercise.summary, exercise.content_warning]
            texts += [text for scene in exercise.scenes for text in (scene.prompt,)]
            assert all(texts)
            assert [scene.kind for scene in exercise.scenes] == ["watch", "choose", "respond"]
            watch = version.scenes.all()[0]
            video = queries.clip_of(watch, language)
            assert video.state == VideoState.READY
            assert list(video.captions.values_list("language", flat=True)) == [language]
            assert default_storage.exists(video.renditions.get().key)
        assert exercise_in(version, "nl").title != exercise_in(version, "en").title


def test_a_second_programme_has_texts_a_rule_and_a_certificate(demo: None, api: Api) -> None:
    noor = Membership.objects.get(person__email="employee@demo.example")
    journey = api(noor).get("/api/v1/demo/journeys").json()[-1]
    assert [step["state"] for step in journey["steps"]] == ["done"] * 3
    issued = api(noor).put(f"/api/v1/demo/enrolments/{journey['enrolment']}/certificate")
    assert issued.status_code == 200
    verified = api(None).get(f"/api/v1/verify/{issued.json()['code']}").json()
    assert verified["name"] == "Noor de Wit"
    [rule] = EnrolmentRule.objects.all()
    assert rule.team is not None


def test_each_exercise_has_a_rubric_of_five_levels(demo: None) -> None:
    for version in published():
        assert version.rubric_version_id is not None
        rubric = queries.rubric_of(version.rubric_version_id, "nl")
        assert 3 <= len(rubric.criteria) <= 4
        assert all(len(criterion.levels) == 5 for criterion in rubric.criteria)


def test_the_employee_has_an_exercise_today_and_feedback_to_read(demo: None, api: Api) -> None:
    noor = Membership.objects.get(person__email="employee@demo.example")
    today = api(noor).get("/api/v1/demo/today").json()
    second = Step.objects.get(programme__code="staying_calm", order=2)
    assert today["card"]["step"] == str(second.id)
    [feedback] = today["feedback"]
    read = api(noor).get(f"/api/v1/demo/feedback/{feedback['attempt']}").json()
    kinds = {comment["kind"] for comment in read["comments"]}
    assert kinds == {"strength", "say_instead", "question"}
    assert any(comment["until_ms"] and comment["criterion"] for comment in read["comments"])
    assert len(read["scores"]) == 3
    assert [one["level"]["value"] for one in read["own_levels"]] == [3, 3, 4]


def test_the_employee_is_nudged_at_the_first_tick(demo: None) -> None:
    noor = Enrolment.objects.get(
        membership__person__email="employee@demo.example", programme__code="staying_calm"
    )
    assert noor.next_nudge_at is not None
    assert noor.next_nudge_at <= timezone.now()


def test_a_reply_waits_for_the_coach(demo: None, api: Api) -> None:
    daan = Membership.objects.get(person__email="coach@demo.example")
    [waiting] = api(daan).get("/api/v1/demo/queue").json()["results"]
    assert (waiting["person_name"], waiting["attempt_number"]) == ("Fatima el Idrissi", 2)


def test_the_coach_sees_what_the_second_attempt_builds_on(demo: None, api: Api) -> None:
    daan = api(Membership.objects.get(person__email="coach@demo.example"))
    [waiting] = daan.get("/api/v1/demo/queue").json()["results"]
    Video.objects.filter(take__attempt=waiting["attempt"]).update(state=VideoState.READY)
    lease = daan.post("/api/v1/demo/leases", {"submission": waiting["submission"]}).json()
    before = daan.get(f"/api/v1/demo/reviews/{lease['review']}").json()["before"]
    assert (before["number"], [one["level"]["value"] for one in before["scores"]]) == (1, [2, 3, 2])
    url = f"/api/v1/demo/reviews/{before['review']}/takes/{before['takes'][0]['id']}/playback"
    assert daan.get(url).json()["state"] == "ready"
    released = daan.get("/api/v1/demo/reviews?mine=true").json()["results"]
    assert {"Noor de Wit", "Fatima el Idrissi"} <= {one["person_name"] for one in released}


def test_the_manager_sees_figures_of_the_team_that_is_large_enough(demo: None, api: Api) -> None:
    ruben = api(Membership.objects.get(person__email="manager@demo.example"))
    calm = Programme.objects.get(code="staying_calm")
    answer = ruben.get(f"/api/v1/demo/programmes/{calm.id}/participation").json()
    figures = {one["team"]["name"]: one["figures"] for one in answer["teams"]}
    assert figures["Klantenservice"] is None
    assert figures["Station Noord"]["people"] == 6
    skills = ruben.get("/api/v1/demo/team-skills").json()["teams"]
    people = {one["team"]["name"]: [skill["people"] for skill in one["skills"]] for one in skills}
    assert people["Station Noord"] == [5, 5, 5]
    assert people.get("Klantenservice", []) == []


@pytest.mark.parametrize("part", ["employee", "coach", "author", "manager", "admin"])
def test_everyone_of_the_cast_signs_in(part: str, demo: None, api: Api) -> None:
    body = {"email": f"{part}@demo.example", "password": settings.DEMO_PASSWORD}
    answer = api(None).post("/api/auth/app/v1/auth/login", body)
    assert answer.status_code == 200, answer.content


def publish_changed(minutes: int) -> list[str]:
    """Load the library as if its first exercise took so many minutes."""
    content = library.load().of_programme()
    [first, *others] = content.exercises
    author = load_people(password="x").author
    changed = replace(content, exercises=(replace(first, minutes=minutes), *others))
    return publish.publish_exercises(author, publish.to_publish(author, changed))


def test_a_changed_library_becomes_a_new_version(demo: None) -> None:
    assert publish_changed(9) == ["barrier: version 2"]
    assert publish_changed(9) == []
    assert ScenarioVersion.objects.count() == 7


def test_what_an_author_of_the_demo_published_stays_the_newest(demo: None) -> None:
    author, scenario = load_people(password="x").author, Scenario.objects.get(code="barrier")
    stored = queries.newest_published(scenario)
    assert stored is not None
    own = replace(scenario_document(queries.versions_with_exercise().get(pk=stored.pk)), minutes=9)
    version = new_id()
    services.save_scenario_draft(author=author, scenario=scenario.id, version=version, draft=own)
    services.publish_scenario_version(author=author, version=version)
    assert publish_changed(8) == []
    call_command("load_demo")
    newest = queries.newest_published(scenario)
    assert newest is not None
    assert newest.minutes == 9


def test_an_authors_open_draft_is_left_as_it_is(demo: None) -> None:
    author, scenario = load_people(password="x").author, Scenario.objects.get(code="barrier")
    wanted = scenario_draft(author.organisation_id, library.load().exercises[0], None)
    draft = replace(wanted, minutes=7)
    services.save_scenario_draft(author=author, scenario=scenario.id, version=new_id(), draft=draft)
    assert publish_changed(8) == []
    assert scenario.versions.get(published_at__isnull=True).minutes == 7


def test_the_dashboard_has_figures_and_a_coach_to_talk_with(demo: None, api: Api) -> None:
    client = api(Membership.objects.get(person__email="admin@demo.example"))
    figures = client.get("/api/v1/demo/coaching-figures").json()
    assert figures["took"]["released"] > 50
    assert figures["loop"]["closed"] > 0.5
    fairness = client.get("/api/v1/demo/fairness").json()
    assert fairness["agreement"]["value"] is not None
    assert 0.3 < fairness["calls"]["value"] < 1
    flagged = [one["name"] for one in fairness["coaches"] if one["severity"]["is_flagged"]]
    assert flagged == ["Wouter Meijer"]


def test_a_coach_reads_the_rubric_in_the_own_language(demo: None) -> None:
    row = queries.rubric_versions_whole().first()
    assert row is not None
    assert rubric_in(row, "nl") != rubric_in(row, "en")


def test_it_has_a_live_session_that_was_held_one_that_is_full_and_a_training_asked(
    demo: None,
) -> None:
    held, coming = Workshop.objects.order_by("starts_at")
    assert set(held.attendances.values_list("state", flat=True)) == {"attended", "absent"}
    assert sorted(coming.attendances.values_list("state", flat=True)) == [
        *["registered"] * 2,
        "waiting",
    ]
    assert TeamRisk.objects.get().team.name == "Station Noord"
