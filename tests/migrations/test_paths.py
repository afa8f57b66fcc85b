"""Migrating makes rows of the options that were chosen, and paths of the attempts of before.

The rows are written by the schema of before, through its own models; then every migration runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.ids import new_id
from media.models import Purpose, Video, VideoState
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.training.world import School, make_school
from training.models import Answer, AnswerOption, Attempt, PathScene

BEFORE = [("training", "0008_terms_of_sent_takes")]


@dataclass
class Old:
    """The schema before the migration: its models, and the rows that each test starts from."""

    models: Any
    cast: Cast
    school: School

    def attempt(self, *, answered: bool = False, takes: int = 0, state: str = "open") -> Any:
        """Write an attempt, its answer and its takes; a submitted one sent the last of them."""
        model = self.models.get_model("training", "Attempt")
        number = model.objects.count() + 1
        row = model.objects.create(
            membership_id=self.cast.employee.id,
            # Its columns of today are not there yet.
            enrolment_id=self.cast.employee.enrolments.values_list("pk", flat=True).get(),
            step_id=self.school.steps[number % 3].id,
            scenario_version_id=self.version(number).id,
            number=number,
        )
        if answered:
            self.models.get_model("training", "Answer").objects.create(
                attempt=row,
                scene_id=self.scene(number, "choose"),
                option_id=self.version(number).scenes.get(kind="choose").options.all()[1].id,
            )
        made = [self._take(row, number, at) for at in range(1, takes + 1)]
        if state == "submitted":
            with transaction.atomic():
                parts = self.models.get_model("training", "SubmissionTake").objects
                sent = self.models.get_model("training", "Submission").objects.create(attempt=row)
                parts.create(submission=sent, scene_id=made[-1].scene_id, take=made[-1])
                model.objects.filter(pk=row.pk).update(state=state)
        return row

    def version(self, number: int) -> Any:
        return self.school.versions[number % 3]

    def scene(self, number: int, kind: str) -> Any:
        return self.version(number).scenes.get(kind=kind).id

    def _take(self, attempt: Any, number: int, at: int) -> Any:
        owner = self.cast.employee
        video = Video.objects.create(
            organisation=owner.organisation,
            owner=owner,
            purpose=Purpose.TAKE,
            state=VideoState.READY,
        )
        return self.models.get_model("training", "Take").objects.create(
            id=new_id(),
            attempt=attempt,
            scene_id=self.scene(number, "respond"),
            video_id=video.id,
            number=at,
            recorded_at=timezone.now(),
            duration_ms=9000,
        )


def write() -> tuple[Cast, School]:
    cast = make_cast()
    school = make_school(cast.haven, cast.author, cast.admin)
    school.enrol(cast.employee)
    return cast, school


@pytest.fixture
def old(before: Before[tuple[Cast, School]]) -> Old:
    return Old(before.models, *before.rows)


def path(row: Any) -> list[tuple[int, str, int]]:
    found = PathScene.objects.filter(attempt=row.pk)
    return list(found.values_list("order", "scene__kind", "takes_made"))


def test_what_was_chosen_stays_chosen(old: Old) -> None:
    row = old.attempt(answered=True)
    before = old.models.get_model("training", "Answer").objects.get()
    migrate()
    answer = Answer.objects.get()
    assert (answer.pk, answer.attempt_id, answer.chosen_at) == (
        before.pk,
        row.pk,
        before.chosen_at,
    )
    assert [one.pk for one in answer.options.all()] == [before.option_id]
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        AnswerOption.objects.update(option=before.option_id)


def test_a_path_goes_as_far_as_what_was_done(old: Old) -> None:
    begun, answered, recorded = (
        old.attempt(),
        old.attempt(answered=True),
        old.attempt(answered=True, takes=3),
    )
    migrate()
    assert path(begun) == [(1, "watch", 0)]
    assert path(answered) == [(1, "watch", 0), (2, "choose", 0)]
    assert path(recorded) == [(1, "watch", 0), (2, "choose", 0), (3, "respond", 3)]


def test_a_reply_to_an_unanswered_question_met_the_question(old: Old) -> None:
    sent = old.attempt(takes=1, state="submitted")
    migrate()
    assert path(sent) == [(1, "watch", 0), (2, "choose", 0), (3, "respond", 1)]
    assert Attempt.objects.get(pk=sent.pk).state == "submitted"


def test_more_rows_than_a_batch_are_filled_batch_by_batch(
    old: Old, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [old.attempt(answered=True, takes=1, state="submitted") for _each in range(5)]
    monkeypatch.setattr(import_module("training.migrations.0010_fill_paths"), "BATCH", 2)
    migrate()
    assert [len(path(row)) for row in rows] == [3] * 5
    assert AnswerOption.objects.count() == 5


def test_a_filling_that_was_cut_off_goes_on_where_it_stopped(old: Old) -> None:
    rows = [old.attempt(answered=True) for _each in range(2)]
    migrate([("training", "0010_fill_paths")])
    with connection.cursor() as cursor:  # as if only the first batch had been written
        cursor.execute("DELETE FROM training_pathscene WHERE attempt_id = %s", [rows[1].pk])
        cursor.execute("DELETE FROM training_answeroption")
        cursor.execute("DELETE FROM django_migrations WHERE name = '0010_fill_paths'")
    migrate()
    assert [len(path(row)) for row in rows] == [2, 2]
    assert AnswerOption.objects.count() == 2


def test_going_back_finds_the_old_rows_again(old: Old) -> None:
    old.attempt(answered=True, takes=1, state="submitted")
    answers = old.models.get_model("training", "Answer").objects
    before = answers.values_list("id", "option_id").get()
    migrate()
    migrate(BEFORE)
    assert answers.values_list("id", "option_id").get() == before
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        answers.update(chosen_at=timezone.now())


def test_going_back_stops_where_an_answer_has_several_options(old: Old) -> None:
    row = old.attempt()
    migrate()
    question = old.version(1).scenes.get(kind="choose")
    answer = Answer.objects.create(attempt_id=row.pk, scene=question)
    AnswerOption.objects.bulk_create(
        AnswerOption(answer=answer, option=option) for option in question.options.all()
    )
    with pytest.raises(Exception, match="several options"):
        migrate(BEFORE)
    assert AnswerOption.objects.count() == 2
