import pytest

from core.ids import new_id
from tests.cast import Api, Cast, code_of
from tests.meanwhile import just_before
from tests.training.world import School, begin
from training import services
from training.models import Attempt, Enrolment, Step

pytestmark = [pytest.mark.usefixtures("enrolment"), pytest.mark.slow]


def test_it_opens_the_exercise_with_its_scenes_in_the_readers_language(
    cast: Cast, api: Api, school: School
) -> None:
    answer = begin(api(cast.employee), school)
    assert answer.status_code == 201, answer.content
    attempt = answer.json()
    assert (attempt["state"], attempt["number"]) == ("open", 1)
    assert attempt["exercise"]["title"] == "The barrier (nl)"
    scenes = attempt["exercise"]["scenes"]
    assert [scene["kind"] for scene in scenes] == ["watch", "choose", "respond"]
    assert (attempt["answers"], attempt["takes"], attempt["submission"]) == ([], [], None)


def test_it_does_not_tell_which_option_is_right(cast: Cast, api: Api, school: School) -> None:
    body = begin(api(cast.employee), school).content.decode()
    assert "is_right" not in body
    assert "He needs help" not in body


def test_it_answers_a_repeat_with_the_same_attempt(cast: Cast, api: Api, school: School) -> None:
    phone, url = api(cast.employee), f"{school.base}/attempts/{new_id()}"
    body = {"step": str(school.steps[0].id)}
    first, again = phone.put(url, body), phone.put(url, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Attempt.objects.count() == 1


def test_it_refuses_a_second_open_attempt_and_names_the_first(
    cast: Cast, api: Api, school: School
) -> None:
    first = begin(api(cast.employee), school).json()
    second = begin(api(cast.employee), school)
    assert (second.status_code, code_of(second)) == (409, "attempt_open")
    assert second.json()["errors"][0]["attr"] == first["id"]
    assert Attempt.objects.count() == 1


def test_it_allows_open_attempts_at_two_steps(cast: Cast, api: Api, school: School) -> None:
    assert begin(api(cast.employee), school, 0).status_code == 201
    assert begin(api(cast.employee), school, 1).status_code == 201


def test_it_refuses_an_id_that_is_in_use_for_another_step(
    cast: Cast, api: Api, school: School
) -> None:
    first = school.attempt(cast.employee, 0)
    url = f"{school.base}/attempts/{first.id}"
    answer = api(cast.employee).put(url, {"step": str(school.steps[1].id)})
    assert (answer.status_code, code_of(answer)) == (409, "id_in_use")


def test_a_teammate_can_not_reach_it_by_its_id(cast: Cast, api: Api, school: School) -> None:
    first = school.attempt(cast.employee)
    school.enrol(cast.teammate)
    url = f"{school.base}/attempts/{first.id}"
    answer = api(cast.teammate).put(url, {"step": str(school.steps[0].id)})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_someone_outside_the_programme_finds_no_step(cast: Cast, api: Api, school: School) -> None:
    for outsider in (cast.teammate, cast.coach, cast.admin):
        assert begin(api(outsider), school).status_code == 404
    assert begin(api(cast.stranger), school).status_code == 404


def test_it_follows_a_scored_attempt(cast: Cast, api: Api, school: School) -> None:
    before = school.scored(cast.employee)
    after = begin(api(cast.employee), school, follows=str(before.id)).json()
    assert (after["follows"], after["number"]) == (str(before.id), 2)
    earlier = api(cast.employee).get(f"{school.base}/attempts/{before.id}").json()
    assert earlier["next"] == after["id"]


def test_it_does_not_follow_before_the_coach_has_answered(
    cast: Cast, api: Api, school: School
) -> None:
    waiting = school.submitted(cast.employee)
    answer = begin(api(cast.employee), school, follows=str(waiting.id))
    assert (answer.status_code, code_of(answer)) == (409, "cannot_follow")


def test_it_does_not_follow_another_step_or_another_person(
    cast: Cast, api: Api, school: School
) -> None:
    elsewhere = school.scored(cast.employee, 1)
    answer = begin(api(cast.employee), school, follows=str(elsewhere.id))
    assert (answer.status_code, code_of(answer)) == (409, "cannot_follow")
    school.enrol(cast.teammate)
    theirs = school.scored(cast.teammate)
    assert begin(api(cast.employee), school, follows=str(theirs.id)).status_code == 404


def test_it_waits_for_a_published_version(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    from scenarios.services import create_scenario

    draft = create_scenario(author=cast.author, code="draft")
    school.steps.append(Step.objects.create(programme=school.programme, order=9, scenario=draft))
    answer = begin(api(cast.employee), school, 3)
    assert (answer.status_code, code_of(answer)) == (409, "exercise_not_ready")
    assert not Attempt.objects.exists()


def test_practising_stays_possible_while_paused(
    cast: Cast, api: Api, school: School, enrolment: Enrolment
) -> None:
    services.pause(enrolment=enrolment.id)
    assert begin(api(cast.employee), school).status_code == 201


def test_it_needs_a_step(cast: Cast, api: Api, school: School) -> None:
    answer = api(cast.employee).put(f"{school.base}/attempts/{new_id()}", {})
    assert (answer.status_code, code_of(answer)) == (400, "invalid")
    assert answer.json()["errors"][0]["attr"] == "step"


def test_an_id_that_a_colleague_takes_this_very_moment_is_theirs(
    cast: Cast, api: Api, school: School
) -> None:
    id, theirs = new_id(), school.enrol(cast.teammate)
    step, version = school.steps[0], school.versions[0]

    def take() -> None:
        Attempt.objects.create(
            id=id,
            membership=cast.teammate,
            enrolment=theirs,
            step=step,
            scenario_version=version,
            number=1,
        )

    with just_before('INSERT INTO "training_attempt"', take):
        url = f"{school.base}/attempts/{id}"
        answer = api(cast.employee).put(url, {"step": str(step.id)})
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert not Attempt.objects.filter(membership=cast.employee).exists()
