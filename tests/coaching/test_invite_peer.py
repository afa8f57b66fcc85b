"""PUT and DELETE /{org}/attempts/{attempt}/peer-invitations/{id}: who asks whom to look along."""

from functools import partial

import pytest
from django.utils import timezone

from accounts.models import Role, Team
from coaching.models import PeerComment, PeerInvitation, PeerState
from core.ids import new_id
from notifications.domain.kinds import kind_of, render
from notifications.models import Delivery, Message
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of, person_in
from tests.coaching.peers import ask, asked, end, page, request_at, say, send
from tests.coaching.world import World
from training.models import Attempt

pytestmark = pytest.mark.slow


@pytest.fixture
def attempt(cast: Cast, world: World) -> Attempt:
    """Emma's attempt, of which she submitted the second of two takes."""
    return world.submitted(cast.employee, takes=2)


def test_an_invited_colleague_is_told_once_and_sees_the_submitted_take_alone(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    emma, tom, id = api(cast.employee), api(cast.teammate), new_id()
    answers = [ask(emma, world, attempt, cast.teammate, id) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 200]
    [line] = tom.get(f"{world.base}/peer-requests").json()
    assert (line["id"], line["owner_name"]) == (str(id), "Emma")
    found = tom.get(request_at(world, id)).json()
    submitted = attempt.submission.takes.get()
    assert [one["id"] for one in found["takes"]] == [str(submitted.id)]
    assert [one["kind"] for one in found["scenes"]] == ["watch", "respond"]
    other = attempt.takes.exclude(pk=submitted.pk).get()
    for take, status in ((submitted, 200), (other, 404)):
        played = tom.get(f"{request_at(world, id)}/takes/{take.id}/playback")
        assert played.status_code == status
    assert tom.get(f"{request_at(world, id)}/scenes/{world.watch.id}/playback").status_code == 200
    [message] = Message.objects.filter(recipient=cast.teammate, kind="peer_invited")
    said = render(kind_of(message.kind), message.context, "nl")
    assert not any(word in f"{said}" for word in ("Emma", "poortje"))


def test_only_colleagues_on_ones_own_footing_in_ones_own_team_can_be_asked(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    desk = Team.objects.get(name="Desk")
    beside = {
        "Ria": person_in(cast.haven, "Ria", Role.EMPLOYEE),
        "Kees": person_in(cast.haven, "Kees", Role.EMPLOYEE, Role.COACH),
        "Bea": person_in(cast.haven, "Bea", Role.EMPLOYEE, Role.ADMIN),
        "Lea": person_in(cast.haven, "Lea", Role.EMPLOYEE, Role.MANAGER),
        "Gone": person_in(cast.haven, "Gone", Role.EMPLOYEE),
    }
    desk.memberships.add(*beside.values())
    desk.leaders.add(beside["Lea"])
    type(beside["Gone"]).objects.filter(pk=beside["Gone"].pk).update(is_active=False)
    elsewhere = person_in(cast.haven, "Elsewhere", Role.EMPLOYEE)
    emma = api(cast.employee)
    assert [one["name"] for one in page(emma, world, attempt)["colleagues"]] == ["Ria", "Tom"]
    refused = [one for name, one in beside.items() if name != "Ria"]
    for one in (*refused, elsewhere, cast.employee, cast.manager, cast.coach, cast.stranger):
        answer = ask(emma, world, attempt, one)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (
            400,
            "unknown_colleague",
        )
    assert not PeerInvitation.objects.exists()


def test_nothing_can_be_shown_that_was_not_submitted(cast: Cast, world: World, api: Api) -> None:
    practising = world.practising(cast.employee)
    answer = ask(api(cast.employee), world, practising, cast.teammate)
    assert (answer.status_code, code_of(answer)) == (409, "nothing_sent")
    assert page(api(cast.employee), world, practising)["colleagues"] == []


def test_few_are_asked_and_nobody_twice(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    others = [person_in(cast.haven, name, Role.EMPLOYEE) for name in ("Ria", "Sem", "Ute")]
    Team.objects.get(name="Desk").memberships.add(*others)
    emma = api(cast.employee)
    first = asked(emma, world, attempt, cast.teammate)
    assert code_of(ask(emma, world, attempt, cast.teammate)) == "peer_asked_before"
    for one in others[:2]:
        asked(emma, world, attempt, one)
    assert code_of(ask(emma, world, attempt, others[2])) == "too_many_peers"
    assert api(cast.teammate).put(f"{request_at(world, first)}/refusal").status_code == 204
    assert code_of(ask(emma, world, attempt, cast.teammate)) == "peer_asked_before"
    assert ask(emma, world, attempt, others[2]).status_code == 201
    assert page(emma, world, attempt)["left"] == 0
    taken = ask(emma, world, attempt, others[0], first)
    assert code_of(taken) == "id_in_use"


def test_a_withdrawn_invitation_shows_nothing_more_and_can_be_made_anew(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    emma, tom = api(cast.employee), api(cast.teammate)
    id = asked(emma, world, attempt, cast.teammate)
    comment = new_id()
    assert say(tom, world, id, id=comment).status_code == 201
    assert [end(emma, world, attempt, id).status_code for _ in range(2)] == [204, 204]
    for answer in (
        tom.get(request_at(world, id)),
        say(tom, world, id, id=comment, text="While typing."),
        tom.put(f"{request_at(world, id)}/refusal"),
        tom.put(f"{request_at(world, id)}/sending", headers={"If-Match": '"x"'}),
    ):
        assert answer.status_code == 404
    assert not PeerComment.objects.exists()
    assert page(emma, world, attempt)["invitations"] == []
    message = Message.objects.get(kind="peer_invited")
    assert message.read_at is not None
    assert not Delivery.objects.filter(message=message, state="waiting").exists()
    # A late repetition of the first request brings nothing back.
    assert ask(emma, world, attempt, cast.teammate, id).status_code == 200
    assert tom.get(f"{world.base}/peer-requests").json() == []
    assert ask(emma, world, attempt, cast.teammate).status_code == 201
    assert len(tom.get(f"{world.base}/peer-requests").json()) == 1


def test_what_was_sent_is_not_withdrawn_unseen(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    emma, tom = api(cast.employee), api(cast.teammate)
    id = asked(emma, world, attempt, cast.teammate)
    say(tom, world, id)
    assert send(tom, world, id).status_code == 200
    refused = end(emma, world, attempt, id)
    assert (refused.status_code, code_of(refused)) == (409, "peer_feedback_sent")


@pytest.mark.django_db(transaction=True)
def test_at_the_same_instant_no_more_are_asked_than_may_be(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    others = [person_in(cast.haven, f"Peer {n}", Role.EMPLOYEE) for n in range(5)]
    Team.objects.get(name="Desk").memberships.add(*others)
    clients = [(api(cast.employee), one) for one in others]
    statuses = at_once(
        *(partial(lambda c, p: ask(c, world, attempt, p).status_code, *one) for one in clients)
    )
    assert sorted(statuses) == [201, 201, 201, 409, 409]
    assert PeerInvitation.objects.filter(state=PeerState.OPEN).count() == 3


def test_after_fourteen_days_it_is_over(
    cast: Cast, world: World, api: Api, attempt: Attempt
) -> None:
    id = asked(api(cast.employee), world, attempt, cast.teammate)
    row = PeerInvitation.objects.get(pk=id)
    assert 13 < (row.expires_at - timezone.now()).total_seconds() / 86400 <= 14
