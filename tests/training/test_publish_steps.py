"""PUT and DELETE programmes/{id}/draft, POST .../draft/publication: the steps of a programme."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, Membership, Role
from core.etags import ANY, Precondition
from core.ids import new_id
from tests.cast import Api, Cast, code_of, person_in
from tests.meanwhile import just_before
from tests.scenarios.content import published_scenario
from tests.training.world import Json, School, let_due
from training import services
from training.domain.programme_drafts import StepDraft
from training.models import Enrolment, Programme, Step

pytestmark = pytest.mark.slow


class Editor:
    """Edits the steps of a programme as one person's screen does: over the state it saw."""

    def __init__(self, api: Api, school: School, actor: Membership) -> None:
        self.client, self.actor = api(actor), actor
        self.url = f"{school.base}/programmes/{school.programme.id}"
        self.read()

    def read(self) -> None:
        answer = self.client.get(f"{self.url}/draft")
        assert answer.status_code == 200, answer.content
        self._saw(answer)

    def _saw(self, answer: Any) -> None:
        self.tag, self.number = answer["ETag"], answer.json()["number"]
        self.steps: list[Json] = answer.json()["steps"]
        self.is_draft: bool = answer.json()["is_draft"]

    def put(self, *steps: Json) -> Any:
        answer = self.client.put(
            f"{self.url}/draft", {"steps": list(steps)}, headers={"If-Match": self.tag}
        )
        if answer.status_code == 200:
            self._saw(answer)
        return answer

    def publish(self) -> Any:
        url = f"{self.url}/draft/publication"
        answer = self.client.post(url, headers={"If-Match": self.tag})
        services.plan_waiting()  # what a worker does once it is committed
        return answer

    def discard(self) -> Any:
        return self.client.delete(f"{self.url}/draft", headers={"If-Match": self.tag})


def exercise(scenario: object, id: UUID | None = None) -> Json:
    return {"id": str(id or new_id()), "kind": "exercise", "scenario": str(scenario)}


def order_of(programme: Programme) -> list[UUID]:
    rows = programme.steps.filter(order__isnull=False).order_by("order")
    return list(rows.values_list("id", flat=True))


@pytest.fixture
def scenario(cast: Cast, school: School) -> UUID:
    """Publish a scenario that the programme does not have yet."""
    id: UUID = published_scenario(cast.author, "train").scenario_id
    return id


@pytest.fixture
def editor(cast: Cast, api: Api, school: School) -> Editor:
    return Editor(api, school, cast.admin)


def test_a_draft_changes_nothing_for_anybody(
    editor: Editor, school: School, enrolment: Enrolment
) -> None:
    before = (enrolment.next_step_id, enrolment.next_nudge_at)
    assert (editor.number, editor.is_draft) == (1, False)
    assert editor.put(*reversed(editor.steps)).status_code == 200
    assert editor.is_draft
    assert order_of(school.programme) == [step.id for step in school.steps]
    enrolment.refresh_from_db()
    assert (enrolment.next_step_id, enrolment.next_nudge_at) == before
    assert editor.discard().status_code == editor.discard().status_code == 204
    editor.read()
    assert [step["id"] for step in editor.steps] == [str(step.id) for step in school.steps]


def test_a_member_keeps_the_steps_done_and_goes_on_in_the_new_order(
    cast: Cast, editor: Editor, school: School, enrolment: Enrolment, scenario: UUID
) -> None:
    school.submitted(cast.employee, 0)
    new, (first, second, third) = exercise(scenario), editor.steps
    editor.put(third, new, first)
    answer = editor.publish()
    assert (answer.status_code, answer.json()["steps_total"]) == (200, 3), answer.content
    enrolment.refresh_from_db()
    assert enrolment.next_step_id == UUID(third["id"])
    school.submitted(cast.employee, 2)
    enrolment.refresh_from_db()
    assert enrolment.next_step_id == UUID(new["id"])
    removed = Step.objects.get(pk=second["id"])
    assert (removed.order, removed.scenario_id) == (None, school.steps[1].scenario_id)


def test_who_had_finished_has_the_new_step_before_them(
    cast: Cast, editor: Editor, school: School, enrolment: Enrolment, scenario: UUID
) -> None:
    for step in range(3):
        school.submitted(cast.employee, step)
    new = exercise(scenario)
    editor.put(*editor.steps, new)
    editor.publish()
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_step_id) == ("active", UUID(new["id"]))
    editor.read()
    editor.put(*editor.steps[:3])
    editor.publish()
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.next_nudge_at) == ("finished", None)


def test_the_step_that_is_practised_this_minute_is_finished_and_asked_no_more(
    cast: Cast, api: Api, editor: Editor, school: School, enrolment: Enrolment
) -> None:
    attempt = school.attempt(cast.employee, 0)
    let_due(enrolment)
    (nudge,) = services.claim_due()
    editor.put(*editor.steps[1:])
    editor.publish()
    assert services.hand_over(nudges=[nudge]) == 0
    assert enrolment.nudges.get().skip_reason == "step_removed"
    take = school.take(attempt)
    services.submit(member=cast.employee, attempt=attempt.id, takes=[take])
    url = f"{school.base}/attempts/{new_id()}"
    again = api(cast.employee).put(url, {"step": str(school.steps[0].id)})
    assert (again.status_code, code_of(again)) == (409, "step_removed")
    figures = api(cast.employee).get(f"{school.base}/enrolments").json()["results"][0]
    assert (figures["steps_total"], figures["steps_done"]) == (2, 0)


def test_feedback_on_a_removed_step_can_be_followed(
    cast: Cast, editor: Editor, school: School, enrolment: Enrolment
) -> None:
    scored = school.scored(cast.employee, 0)
    editor.put(*editor.steps[1:])
    editor.publish()
    assert school.attempt(cast.employee, 0, follows=scored.id).follows_id == scored.id


def test_whether_a_coach_reviews_changes_with_the_version(editor: Editor, school: School) -> None:
    first, *rest = editor.steps
    editor.put({**first, "review": "never"}, *rest)
    assert {step.review for step in school.programme.steps.all()} == {"always"}
    editor.publish()
    assert [step.review for step in school.programme.steps.order_by("order")] == [
        *("never", "always", "always")
    ]
    wrong = editor.put({**first, "review": "sometimes"}, *rest)
    assert (wrong.status_code, code_of(wrong)) == (400, "invalid")


def test_publishing_twice_is_once(editor: Editor, school: School, enrolment: Enrolment) -> None:
    editor.put(*reversed(editor.steps))
    first, again = editor.publish(), editor.publish()
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert school.programme.versions.count() == 1
    assert AuditEvent.objects.filter(verb="programme_published").count() == 1
    listed = editor.client.get(f"{editor.url}/versions").json()
    assert listed == [first.json()]


def test_of_two_who_edit_the_second_is_told(
    cast: Cast, api: Api, school: School, editor: Editor, scenario: UUID
) -> None:
    other = Editor(api, school, cast.manager)
    editor.put(*reversed(editor.steps))
    late = other.put(*other.steps, exercise(scenario))
    assert (late.status_code, code_of(late)) == (412, "steps_changed")
    for act in (other.publish, other.discard):
        assert code_of(act()) == "steps_changed"
    other.read()
    assert other.steps == editor.steps
    assert other.put(*other.steps, exercise(scenario)).status_code == 200
    assert code_of(editor.publish()) == "steps_changed"
    silent = editor.client.put(f"{editor.url}/draft", {"steps": []})
    assert (silent.status_code, code_of(silent)) == (428, "if_match_required")


def test_what_is_not_whole_is_not_published(editor: Editor, school: School) -> None:
    assert code_of(editor.publish()) == "nothing_to_publish"
    nothing = {"id": str(new_id()), "kind": "exercise"}
    theory = {"id": str(new_id()), "kind": "theory", "title": {"nl": "Waarom"}}
    editor.put(nothing, theory)
    answer = editor.publish()
    assert (answer.status_code, code_of(answer)) == (409, "programme_incomplete")
    found = [(one["code"], one["attr"]) for one in answer.json()["errors"]]
    assert found == [("exercise_missing", "steps.0.scenario"), ("text_missing", "steps.1.text")]
    editor.put()
    assert editor.publish().json()["errors"][0]["code"] == "steps_missing"
    assert order_of(school.programme) == [step.id for step in school.steps]


def test_a_step_is_the_same_for_ever(
    cast: Cast, editor: Editor, school: School, scenario: UUID
) -> None:
    first = editor.steps[0]
    foreign = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    theirs = Step.objects.create(programme=foreign, order=1, kind="workshop")
    for steps, status, code in (
        ([first, first], 409, "id_in_use"),
        ([{**first, "scenario": str(scenario)}], 409, "id_in_use"),
        ([exercise(scenario, theirs.id)], 404, "not_found"),
        ([exercise(new_id())], 400, "unknown_scenario"),
    ):
        answer = editor.put(*steps)
        assert (answer.status_code, code_of(answer)) == (status, code)


def test_an_id_that_another_organisation_takes_this_very_moment_is_theirs(
    cast: Cast, editor: Editor, school: School, scenario: UUID
) -> None:
    id = new_id()
    foreign = Programme.objects.create(organisation=cast.burcht, code="x", name={"nl": "X"})
    editor.put(exercise(scenario, id))

    def take() -> None:
        Step.objects.create(id=id, programme=foreign, order=1, kind="workshop")

    with just_before('INSERT INTO "training_step"', take):
        answer = editor.publish()
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert order_of(school.programme) == [step.id for step in school.steps]


def test_of_two_drafts_that_hold_the_same_id_the_first_published_has_it(
    cast: Cast, editor: Editor, school: School, scenario: UUID
) -> None:
    other, foreign = (
        Programme.objects.create(organisation=one, code="x", name={"nl": "X"})
        for one in (cast.haven, cast.burcht)
    )
    for programme, status, code in ((other, 409, "id_in_use"), (foreign, 404, "not_found")):
        id = new_id()
        editor.put(*editor.steps, exercise(scenario, id))
        services.save_steps(
            actor=None,
            programme=programme.id,
            steps=[StepDraft(id, kind="workshop")],
            seen=Precondition(if_match=ANY),
        )
        services.publish_steps(actor=None, programme=programme.id, seen=Precondition(if_match=ANY))
        answer = editor.publish()
        assert (answer.status_code, code_of(answer)) == (status, code)
        assert order_of(programme) == [id]
        assert order_of(school.programme) == [step.id for step in school.steps]
        assert editor.discard().status_code == 204
        editor.read()


def test_a_retired_exercise_may_stay_and_can_not_be_added(
    cast: Cast, editor: Editor, school: School, scenario: UUID
) -> None:
    from scenarios.services import retire_scenario

    retire_scenario(author=cast.author, scenario=scenario)
    assert code_of(editor.put(exercise(scenario))) == "exercise_retired"
    stays = school.steps[1].scenario_id
    assert stays is not None
    retire_scenario(author=cast.author, scenario=stays)
    assert editor.put(*reversed(editor.steps)).status_code == 200


def test_it_costs_the_same_for_many_as_for_one(
    cast: Cast, editor: Editor, school: School, enrolment: Enrolment
) -> None:
    def cost() -> int:
        editor.put(*reversed(editor.steps))
        with CaptureQueriesContext(connection) as seen:
            assert editor.publish().status_code == 200
        editor.read()
        return len(seen)

    one = cost()
    for number in range(8):
        school.enrol(person_in(cast.haven, f"Extra {number}", Role.EMPLOYEE))
    assert cost() == one
