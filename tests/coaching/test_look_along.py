"""/{org}/peer-requests/{id}: the invited colleague writes, and sends it once."""

from functools import partial
from typing import Any

import pytest
from rest_framework.test import APIClient

from coaching.models import PeerComment, PeerInvitation
from core.ids import new_id
from notifications.models import Message
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.coaching.peers import asked, page, remove, request_at, say, send
from tests.coaching.test_released_is_fixed import refused
from tests.coaching.world import World
from training.models import Attempt

pytestmark = pytest.mark.slow


@pytest.fixture
def attempt(cast: Cast, world: World) -> Attempt:
    return world.submitted(cast.employee)


@pytest.fixture
def emma(cast: Cast, api: Api) -> APIClient:
    return api(cast.employee)


@pytest.fixture
def tom(cast: Cast, api: Api) -> APIClient:
    return api(cast.teammate)


def comments_of(client: APIClient, world: World, attempt: Attempt) -> list[dict[str, Any]]:
    [one] = page(client, world, attempt)["invitations"]
    found: list[dict[str, Any]] = one["comments"]
    return found


def test_the_owner_reads_it_once_it_was_sent_and_nothing_before(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id = asked(emma, world, attempt, cast.teammate)
    say(tom, world, id)
    say(tom, world, id, kind="say_instead", at_ms=5000, text="Ik help u zo.")
    assert comments_of(emma, world, attempt) == []
    assert not Message.objects.filter(recipient=cast.employee).exists()
    assert [send(tom, world, id).status_code for _ in range(2)] == [200, 200]
    [one] = page(emma, world, attempt)["invitations"]
    assert (one["peer_name"], one["state"]) == ("Tom", "sent")
    assert [(c["kind"], c["at_ms"], c["text"]) for c in one["comments"]] == [
        ("strength", 1200, "You stayed calm."),
        ("say_instead", 5000, "Ik help u zo."),
    ]
    [message] = Message.objects.filter(recipient=cast.employee)
    assert (message.kind, message.about) == ("peer_answered", attempt.id)
    assert "Ik help u zo" not in f"{message.context}"
    read = emma.put(f"{world.base}/attempts/{attempt.id}/peer-feedback/reading")
    message.refresh_from_db()
    assert (read.status_code, message.read_at is not None) == (204, True)
    # The colleague is done: the take is the owner's again.
    assert tom.get(request_at(world, id)).status_code == 404
    take = attempt.takes.get()
    assert tom.get(f"{request_at(world, id)}/takes/{take.id}/playback").status_code == 404


def test_a_comment_is_saved_as_typed_and_the_same_again_changes_nothing(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id, comment = asked(emma, world, attempt, cast.teammate), new_id()
    first = say(tom, world, id, id=comment)
    again = say(tom, world, id, id=comment)
    assert (first.status_code, again.status_code) == (201, 200)
    changed = say(tom, world, id, id=comment, seen=first.json()["version"], text="Rustig.")
    assert (changed.status_code, changed.json()["text"]) == (200, "Rustig.")
    [kept] = tom.get(request_at(world, id)).json()["comments"]
    assert kept == changed.json()


def test_two_tabs_never_overwrite_each_other_nor_send_what_was_not_seen(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id, comment = asked(emma, world, attempt, cast.teammate), new_id()
    seen = say(tom, world, id, id=comment).json()["version"]
    whole = tom.get(request_at(world, id)).json()["version"]
    say(tom, world, id, id=comment, seen=seen, text="From one tab.")
    stale = say(tom, world, id, id=comment, seen=seen, text="From the other.")
    assert (stale.status_code, code_of(stale)) == (412, "mark_changed")
    assert stale.json()["current"]["text"] == "From one tab."
    unseen = send(tom, world, id, seen=whole)
    assert (unseen.status_code, code_of(unseen)) == (412, "peer_feedback_changed")
    silent = tom.put(f"{request_at(world, id)}/sending")
    assert code_of(silent) == "if_match_required"
    assert send(tom, world, id).status_code == 200
    late = say(tom, world, id, text="After it was sent.")
    assert (late.status_code, code_of(late)) == (409, "peer_feedback_sent")
    assert len(comments_of(emma, world, attempt)) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at_ms": 60_000}, "after_the_end"),
        ({"take": str(new_id())}, "unknown_take"),
        ({"text": " "}, "blank"),
        ({"kind": "score"}, "invalid_choice"),
    ],
)
def test_a_comment_stands_at_a_moment_of_a_take_that_is_shown(
    cast: Cast,
    world: World,
    emma: APIClient,
    tom: APIClient,
    attempt: Attempt,
    change: dict[str, Any],
    code: str,
) -> None:
    id = asked(emma, world, attempt, cast.teammate)
    answer = say(tom, world, id, **change)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_nothing_empty_is_sent_and_what_was_removed_is_gone(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id, comment = asked(emma, world, attempt, cast.teammate), new_id()
    assert code_of(send(tom, world, id)) == "peer_feedback_empty"
    version = say(tom, world, id, id=comment).json()["version"]
    url = f"{request_at(world, id)}/comments/{comment}"
    assert tom.delete(url, headers={"If-Match": '"older"'}).status_code == 412
    for _ in range(2):
        assert tom.delete(url, headers={"If-Match": f'"{version}"'}).status_code == 204
    assert code_of(send(tom, world, id)) == "peer_feedback_empty"


def test_at_most_twenty_things_are_said(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id = asked(emma, world, attempt, cast.teammate)
    take = attempt.takes.get()
    PeerComment.objects.bulk_create(
        PeerComment(invitation_id=id, take=take, kind="note", at_ms=n, text="Hm.")
        for n in range(20)
    )
    answer = say(tom, world, id)
    assert (answer.status_code, code_of(answer)) == (409, "too_many_peer_comments")


def test_declining_takes_one_request_and_leaves_nothing(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id = asked(emma, world, attempt, cast.teammate)
    say(tom, world, id)
    for _ in range(2):
        assert tom.put(f"{request_at(world, id)}/refusal").status_code == 204
    assert tom.get(f"{world.base}/peer-requests").json() == []
    assert not PeerComment.objects.exists()
    [one] = page(emma, world, attempt)["invitations"]
    assert (one["state"], one["comments"]) == ("declined", [])
    assert not Message.objects.filter(recipient=cast.employee).exists()


def test_its_reader_removes_it_for_good(
    cast: Cast, world: World, emma: APIClient, tom: APIClient, attempt: Attempt
) -> None:
    id = asked(emma, world, attempt, cast.teammate)
    assert remove(emma, world, attempt, id).status_code == 404
    say(tom, world, id)
    send(tom, world, id)
    assert remove(tom, world, attempt, id).status_code == 404
    for _ in range(2):
        assert remove(emma, world, attempt, id).status_code == 204
    assert page(emma, world, attempt)["invitations"] == []
    assert not PeerComment.objects.exists()
    assert send(tom, world, id, seen="any").status_code == 200  # who wrote it is told nothing


def test_the_database_keeps_what_was_sent_and_shows_no_other_take(
    cast: Cast, world: World, emma: APIClient, tom: APIClient
) -> None:
    attempt = world.submitted(cast.employee, takes=2)
    id, comment = asked(emma, world, attempt, cast.teammate), new_id()
    say(tom, world, id, id=comment)
    hidden = attempt.takes.get(number=1)
    rows, invitation = PeerComment.objects.filter(pk=comment), PeerInvitation.objects.filter(pk=id)
    refused(partial(rows.update, take=hidden), "peer_comment_on_shown_take")
    send(tom, world, id)
    refused(partial(rows.update, text="Other"), "peer_comment_is_fixed")
    more = PeerComment(invitation_id=id, take_id=rows.get().take_id, kind="note", at_ms=1, text="+")
    refused(partial(more.save, force_insert=True), "peer_comment_is_fixed")
    refused(partial(invitation.update, state="open", sent_at=None), "peer_invitation_is_fixed")
    refused(partial(invitation.update, peer=cast.author), "peer_invitation_is_fixed")
    for peer in (cast.employee, cast.stranger):
        other = PeerInvitation(
            attempt=attempt,
            submission=attempt.submission,
            peer=peer,
            expires_at=invitation.get().expires_at,
        )
        refused(partial(other.save, force_insert=True), "peer_invitation_of_colleague")


@pytest.mark.django_db(transaction=True)
def test_of_a_colleague_who_sends_and_an_owner_who_withdraws_one_is_first(
    cast: Cast, world: World, api: Api
) -> None:
    attempt = world.submitted(cast.employee)
    emma, tom = api(cast.employee), api(cast.teammate)
    id = asked(emma, world, attempt, cast.teammate)
    say(tom, world, id)
    version = tom.get(request_at(world, id)).json()["version"]
    path = f"{world.base}/attempts/{attempt.id}/peer-invitations/{id}"
    sent, withdrawn = at_once(
        lambda: send(tom, world, id, seen=version).status_code,
        lambda: emma.delete(path).status_code,
    )
    assert (sent, withdrawn) in {(200, 409), (404, 204)}
    said = comments_of(emma, world, attempt) if sent == 200 else []
    assert len(said) == PeerComment.objects.count() == (1 if sent == 200 else 0)
