"""One recording that two comments name at one instant is one comment's."""

from functools import partial

import pytest

from coaching.models import Comment
from tests.at_once import at_once
from tests.cast import Api, Cast, make_cast
from tests.coaching.test_recorded_comment import recorded, say
from tests.coaching.world import World, make_world, take

ROUNDS = 6
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in committed rows, so that other connections see it."""
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast.haven)


def test_one_of_two_comments_gets_it(cast: Cast, world: World, api: Api) -> None:
    attempts = [world.submitted(member) for member in (cast.employee, cast.teammate)]
    leases = [take(api(cast.coach), world, attempt) for attempt in attempts]
    for _round in range(ROUNDS):
        recording = recorded(cast.coach).id
        answers = at_once(
            *(partial(say, api(cast.coach), world, lease, recording) for lease in leases)
        )
        assert sorted(answer.status_code for answer in answers) == [201, 400]
        refused = next(answer for answer in answers if answer.status_code == 400)
        assert [part["code"] for part in refused.json()["errors"]] == ["unknown_recording"]
        assert Comment.objects.filter(recording=recording).count() == 1
