"""Several people and ticks act at the same instant, each on a connection of its own."""

from collections.abc import Callable

import pytest

from accounts.models import Role
from core.errors import Refusal
from core.ids import new_id
from notifications.models import Message
from tests.at_once import at_once
from tests.cast import Api, Cast, person_in
from tests.training.world import School, begin, let_due, recording, take_body
from training import services
from training.models import Attempt, Nudge, Take

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_rule_1_four_ticks_at_once_send_nothing_twice(cast: Cast, school: School) -> None:
    rows = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(60)]
    let_due(*rows)
    made = at_once(*[lambda: services.tick(limit=7)] * 4)
    assert sum(made) == Nudge.objects.count() == 60
    assert Nudge.objects.values("enrolment", "slot").distinct().count() == 60


def test_rule_14_two_beats_and_a_sweep_send_each_nudge_once(cast: Cast, school: School) -> None:
    rows = [school.enrol(person_in(cast.haven, f"Extra {n}", Role.EMPLOYEE)) for n in range(20)]
    let_due(*rows)
    services.tick()
    nudges = list(Nudge.objects.values_list("id", flat=True))
    sent = at_once(*[lambda: services.hand_over(nudges=nudges)] * 3)
    assert sum(sent) == Message.objects.filter(kind="nudge").count() == 20
    assert not Nudge.objects.filter(handled_at=None).exists()


def test_two_starts_at_once_open_one_attempt(cast: Cast, api: Api, school: School) -> None:
    school.enrol(cast.employee)
    phones = [api(cast.employee), api(cast.employee)]
    answers = at_once(*[lambda phone=phone: begin(phone, school) for phone in phones])
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "attempt_open"
    assert refused["errors"][0]["attr"] == str(Attempt.objects.get().id)


def test_the_same_start_twice_at_once_is_one_attempt(cast: Cast, api: Api, school: School) -> None:
    school.enrol(cast.employee)
    url, body = f"{school.base}/attempts/{new_id()}", {"step": str(school.steps[0].id)}
    phones = [api(cast.employee), api(cast.employee)]
    answers = at_once(*[lambda phone=phone: phone.put(url, body) for phone in phones])
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert answers[0].json() == answers[1].json()


def test_of_two_submissions_at_once_one_wins(cast: Cast, api: Api, school: School) -> None:
    school.enrol(cast.employee)
    attempt = school.attempt(cast.employee)
    takes = [school.take(attempt), school.take(attempt)]
    url = f"{school.base}/attempts/{attempt.id}/submission"
    phones = [api(cast.employee), api(cast.employee)]
    pairs = list(zip(phones, takes, strict=True))
    answers = at_once(
        *[
            lambda phone=phone, take=take: phone.post(url, {"takes": [str(take)]})
            for phone, take in pairs
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    lost = next(answer.json() for answer in answers if answer.status_code == 409)
    assert lost["code"] == "already_submitted"
    attempt.refresh_from_db()
    submitted = [str(one.id) for one in attempt.submission.takes.all()]
    assert submitted == won["submission"]["takes"]


def test_a_take_is_either_submitted_or_deleted(cast: Cast, school: School) -> None:
    school.enrol(cast.employee)
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)

    def verb(run: Callable[..., object], **what: object) -> str:
        try:
            run(member=cast.employee, attempt=attempt.id, **what)
        except Refusal as refusal:
            return refusal.code
        return "done"

    told = at_once(
        lambda: verb(services.submit, takes=[take]),
        lambda: verb(services.delete_take, take=take),
    )
    attempt.refresh_from_db()
    if attempt.state == "submitted":
        assert told == ["done", "attempt_closed"]
        assert Take.objects.filter(pk=take).exists()
    else:
        assert told == ["not_found", "done"]
        assert not Take.objects.exists()


def test_takes_kept_at_once_get_a_number_each(cast: Cast, api: Api, school: School) -> None:
    school.enrol(cast.employee)
    attempt, scene = school.attempt(cast.employee), school.scene("respond")
    bodies = [take_body(scene.id, recording(cast.employee).id) for _each in range(4)]
    phones = [api(cast.employee) for _each in bodies]
    answers = at_once(
        *[
            lambda phone=phone, body=body: phone.put(
                f"{school.base}/attempts/{attempt.id}/takes/{new_id()}", body
            )
            for phone, body in zip(phones, bodies, strict=True)
        ]
    )
    assert [answer.status_code for answer in answers] == [201] * 4
    assert sorted(answer.json()["number"] for answer in answers) == [1, 2, 3, 4]


def test_one_recording_kept_in_two_attempts_at_once_is_one_take(
    cast: Cast, api: Api, school: School
) -> None:
    school.enrol(cast.employee)
    attempts = [school.attempt(cast.employee, step) for step in (0, 1)]
    video = recording(cast.employee)
    calls = [
        (
            api(cast.employee),
            f"{school.base}/attempts/{attempt.id}/takes/{new_id()}",
            take_body(school.scene("respond", step).id, video.id),
        )
        for step, attempt in enumerate(attempts)
    ]
    answers = at_once(*[lambda p=phone, u=url, b=body: p.put(u, b) for phone, url, body in calls])
    assert sorted(answer.status_code for answer in answers) == [201, 409]


def test_of_two_people_with_one_id_at_once_one_gets_it_and_the_other_learns_nothing(
    cast: Cast, api: Api, school: School
) -> None:
    members = (cast.employee, cast.teammate)
    for member in members:
        school.enrol(member)
    attempts = [school.attempt(member) for member in members]
    bodies = [take_body(school.scene("respond").id, recording(one).id) for one in members]
    for _each in range(6):
        id = new_id()
        calls = [
            (api(member), f"{school.base}/attempts/{attempt.id}/takes/{id}", body)
            for member, attempt, body in zip(members, attempts, bodies, strict=True)
        ]
        answers = at_once(
            *[lambda p=phone, u=url, b=body: p.put(u, b) for phone, url, body in calls]
        )
        assert sorted(answer.status_code for answer in answers) == [201, 404]
        Take.objects.all().delete()


def test_submitting_while_the_tick_runs_blocks_neither(cast: Cast, school: School) -> None:
    row = school.enrol(cast.employee)
    attempt = school.attempt(cast.employee)
    take = school.take(attempt)
    let_due(row)

    def submit() -> object:
        return services.submit(member=cast.employee, attempt=attempt.id, takes=[take])

    def nudge() -> object:
        return services.hand_over(nudges=services.claim_due())

    at_once(submit, nudge)
    services.sweep()
    row.refresh_from_db()
    assert row.next_step == school.steps[1]
    assert row.next_nudge_at is not None
