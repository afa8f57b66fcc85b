"""An invitation ends with what it shows, with who made it and who got it, and by the organisation;
and then the take, also while it plays, is its owner's again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Role
from coaching.models import PeerComment, PeerInvitation
from coaching.queries.peers import may_still_watch
from coaching.services.peers import sweep_peers
from media.domain.watching import may_still_watch as player_asks
from media.models import Video
from media.services.videos import DeletionReason, mark_deleted
from tests.cast import Api, Cast, code_of
from tests.coaching.peers import ask, asked, end, page, request_at, say, send
from tests.coaching.world import World
from training.models import Attempt

pytestmark = pytest.mark.slow


class Stand:
    """Emma showed a take to Tom, who began to write."""

    def __init__(self, cast: Cast, world: World, api: Api) -> None:
        self.cast, self.world = cast, world
        self.emma, self.tom = api(cast.employee), api(cast.teammate)
        self.admin = api(cast.admin)
        self.attempt: Attempt = world.submitted(cast.employee)
        self.video: Video = self.attempt.takes.get().video
        self.id: UUID = asked(self.emma, world, self.attempt, cast.teammate)
        assert say(self.tom, world, self.id).status_code == 201

    def withdraw(self) -> None:
        assert end(self.emma, self.world, self.attempt, self.id).status_code == 204

    def decline(self) -> None:
        url = f"{request_at(self.world, self.id)}/refusal"
        assert self.tom.put(url).status_code == 204

    def send(self) -> None:
        assert send(self.tom, self.world, self.id).status_code == 200

    def take_back(self) -> None:
        url = f"{self.world.base}/attempts/{self.attempt.id}/withdrawal"
        assert self.emma.put(url).status_code == 204

    def delete(self) -> None:
        mark_deleted(
            self.video,
            organisation=self.cast.haven,
            actor=None,
            reason=DeletionReason.RETENTION,
            detail={},
        )

    def switch_off(self) -> None:
        url = f"{self.world.base}/peer-rules"
        assert self.admin.put(url, {"are_allowed": False}).status_code == 200

    def run_out(self) -> None:
        """Make the invitation fifteen days old: triggers let nobody move its end."""
        row = PeerInvitation.objects.get(pk=self.id)
        written = list(row.comments.all())
        row.delete()
        row.pk, row.invited_at = self.id, row.invited_at - timedelta(days=15)
        row.expires_at -= timedelta(days=15)
        row.save(force_insert=True)
        PeerComment.objects.bulk_create(written)

    def _change(self, member: Membership, **values: object) -> None:
        Membership.objects.filter(pk=member.pk).update(**values)

    def owner_leaves(self) -> None:
        self._change(self.cast.employee, is_active=False)

    def colleague_leaves(self) -> None:
        self._change(self.cast.teammate, is_active=False)

    def colleague_coaches(self) -> None:
        self._change(self.cast.teammate, roles=[Role.EMPLOYEE, Role.COACH])

    def colleague_changes_teams(self) -> None:
        self.cast.teammate.teams.clear()

    def colleague_leads(self) -> None:
        self.cast.teammate.leads.add(self.cast.teammate.teams.get())


@pytest.fixture
def stand(cast: Cast, world: World, api: Api) -> Stand:
    return Stand(cast, world, api)


ENDS: list[Callable[[Stand], None]] = [
    Stand.withdraw,
    Stand.decline,
    Stand.send,
    Stand.take_back,
    Stand.delete,
    Stand.switch_off,
    Stand.run_out,
    Stand.owner_leaves,
    Stand.colleague_leaves,
    Stand.colleague_coaches,
    Stand.colleague_changes_teams,
    Stand.colleague_leads,
]


@pytest.mark.parametrize("ends", ENDS, ids=lambda ends: ends.__name__)
def test_what_ends_it_ends_watching_at_once(stand: Stand, ends: Callable[[Stand], None]) -> None:
    watches = stand.cast.teammate.pk, stand.video.pk
    assert may_still_watch(*watches)
    ends(stand)
    # As the player asks with each request and while a file is on its way.
    assert not player_asks("peer", *watches)
    assert player_asks("review", *watches)
    url = request_at(stand.world, stand.id)
    for path in ("", f"/takes/{stand.attempt.takes.get().id}/playback"):
        assert stand.tom.get(f"{url}{path}").status_code == 404
    sweep_peers()
    is_sent = ends is Stand.send
    assert PeerComment.objects.exists() is is_sent
    assert not PeerInvitation.objects.filter(state="open").exists()


def test_what_was_sent_stays_with_its_owner_after_a_take_back_and_a_switch(stand: Stand) -> None:
    stand.send()
    stand.switch_off()
    stand.take_back()
    found = page(stand.emma, stand.world, stand.attempt)
    assert (found["is_allowed"], found["left"], found["colleagues"]) == (False, 0, [])
    assert len(found["invitations"][0]["comments"]) == 1


def test_it_goes_with_the_recording(stand: Stand) -> None:
    stand.send()
    stand.delete()
    assert page(stand.emma, stand.world, stand.attempt)["invitations"][0]["comments"] == []
    sweep_peers()
    assert not PeerComment.objects.exists()


def test_a_take_that_was_taken_back_is_not_shown_by_an_invitation_from_before(
    stand: Stand, api: Api
) -> None:
    """Submitting anew is a decision of its own: who sees it is chosen again."""
    stand.take_back()
    take = stand.attempt.takes.get()
    url = f"{stand.world.base}/attempts/{stand.attempt.id}/submission"
    assert stand.emma.post(url, {"takes": [str(take.id)]}).status_code in (200, 201)
    assert stand.tom.get(request_at(stand.world, stand.id)).status_code == 404
    assert ask(stand.emma, stand.world, stand.attempt, stand.cast.teammate).status_code == 201
    assert stand.tom.get(f"{stand.world.base}/peer-requests").json()[0]["owner_name"] == "Emma"


def test_a_take_that_was_taken_back_can_be_deleted_with_what_was_said_of_it(stand: Stand) -> None:
    stand.send()
    stand.take_back()
    take = stand.attempt.takes.get()
    url = f"{stand.world.base}/attempts/{stand.attempt.id}/takes/{take.id}"
    assert stand.emma.delete(url).status_code == 204
    assert not PeerComment.objects.exists()


def test_nobody_is_asked_where_the_organisation_switched_it_off(stand: Stand) -> None:
    stand.switch_off()
    answer = ask(stand.emma, stand.world, stand.attempt, stand.cast.teammate)
    assert (answer.status_code, code_of(answer)) == (409, "peers_not_allowed")
    url = f"{stand.world.base}/peer-rules"
    assert stand.admin.get(url).json() == {"are_allowed": False}
    assert stand.admin.put(url, {"are_allowed": True}).status_code == 200
    assert ask(stand.emma, stand.world, stand.attempt, stand.cast.teammate).status_code == 201


def test_invitations_of_others_count_on_when_one_ends(stand: Stand, api: Api) -> None:
    other = stand.world.submitted(stand.cast.teammate)
    asked(stand.tom, stand.world, other, stand.cast.employee)
    stand.run_out()
    assert [sweep_peers(), sweep_peers()] == [1, 0]
    [line] = stand.emma.get(f"{stand.world.base}/peer-requests").json()
    assert line["owner_name"] == "Tom"


def test_listing_costs_the_same_however_many_ask(stand: Stand) -> None:
    url = f"{stand.world.base}/peer-requests"
    with CaptureQueriesContext(connection) as for_one:
        assert len(stand.tom.get(url).json()) == 1
    for _ in range(3):
        more = stand.world.submitted(stand.cast.employee)
        asked(stand.emma, stand.world, more, stand.cast.teammate)
    with CaptureQueriesContext(connection) as for_four:
        assert len(stand.tom.get(url).json()) == 4
    assert len(for_one) == len(for_four)
