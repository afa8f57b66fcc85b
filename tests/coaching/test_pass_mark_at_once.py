"""Two releases at one instant, and one that is cut off, decide an outcome once."""

from functools import partial

import pytest

from coaching.models import Purpose, Review, WaitingSubmission
from coaching.services import release as releasing
from coaching.services.undecided import seek_coaches
from notifications.models import Message
from tests.cast import Api, Cast, make_cast
from tests.coaching.passing import BELOW, OVER, judged, mark, set_mark, state_of
from tests.coaching.test_at_the_same_instant import together
from tests.coaching.world import World, fix, make_world, release, take, version_of
from training.models import Outcome

ROUNDS = 4
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    found = make_world(cast.haven)
    set_mark(found)
    return found


def test_a_result_is_withheld_and_told_once(cast: Cast, world: World, api: Api) -> None:
    for _round in range(ROUNDS):
        attempt = world.submitted(cast.employee)
        for coach, state in ((cast.coach, "undecided"), (cast.second_coach, "passed")):
            two = [api(coach), api(coach)]
            lease = take(two[0], world, attempt)
            mark(world, lease, OVER)
            seen = version_of(two[0], world, lease)
            calls = [partial(release, client, world, lease, seen) for client in two]
            assert [answer.status_code for answer in together(*calls, seek_coaches)[:2]] == [
                200
            ] * 2
            assert state_of(attempt) == state
        assert not WaitingSubmission.objects.exists()
    assert Message.objects.filter(kind="outcome_decided").count() == ROUNDS
    assert Review.objects.filter(purpose=Purpose.SECOND).count() == ROUNDS


def test_what_is_cut_off_decides_nothing(
    cast: Cast, world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = world.submitted(cast.employee)
    lease = take(api(cast.coach), world, attempt)
    mark(world, lease, BELOW)

    class Cut(BaseException):
        pass

    def cut(*_args: object, **_more: object) -> None:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr(releasing, "draw_second", cut)
        with pytest.raises(Cut):
            fix(lease)
    assert not Outcome.objects.exists()
    assert not Message.objects.filter(kind="feedback_ready").exists()
    fix(lease)
    assert (state_of(attempt), WaitingSubmission.objects.count()) == ("undecided", 1)
    judged(api, world, cast.second_coach, attempt, BELOW)
    assert state_of(attempt) == "not_yet"
