"""The dashboard's table has, once it was added, what was released before.

The rows are written by the schema of before; then every migration runs.
"""

from datetime import timedelta

from coaching.models import Review, Turnaround
from tests.cast import make_cast, signed_in
from tests.coaching.world import fix, make_world, mark_whole, take
from tests.migrations.before import Before, migrate

BEFORE = [("coaching", "0060_second_reviews")]


def write() -> Review:
    """Write one submission that waits, and one with feedback."""
    cast = make_cast()
    world = make_world(cast.haven)
    world.submitted(cast.teammate)
    lease = take(signed_in(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    world.submitted(cast.employee)
    return Review.objects.get()


def test_only_what_was_released_is_filled(before: Before[Review]) -> None:
    migrate()
    row = Turnaround.objects.get()
    assert (row.review, row.coach) == (before.rows, before.rows.released_by)
    assert row.released_at == before.rows.released_at
    assert row.promised_at == row.submitted_at + timedelta(hours=48)
