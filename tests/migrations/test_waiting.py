"""The queue's table has, once it was added, what waited for a coach before.

The rows are written by the schema of before; then every migration runs.
"""

from dataclasses import dataclass

from coaching.models import WaitingSubmission
from tests.cast import make_cast, signed_in
from tests.coaching.world import fix, make_world, mark_whole, take
from tests.migrations.before import Before, migrate
from training.models import Submission

BEFORE = [("coaching", "0008_regrades")]


@dataclass
class Rows:
    waiting: Submission


def write() -> Rows:
    """Write one submission that waits, and one with feedback."""
    cast = make_cast()
    world = make_world(cast.haven)
    world.submitted(cast.teammate)
    lease = take(signed_in(cast.coach), world)
    mark_whole(world, lease)
    fix(lease)
    return Rows(world.submitted(cast.employee).submission)


def test_only_what_waits_is_filled(before: Before[Rows]) -> None:
    migrate()
    row = WaitingSubmission.objects.get()
    assert row.submission == before.rows.waiting
    assert row.membership == before.rows.waiting.attempt.membership
    promised = row.promised_at - row.submission.submitted_at
    assert promised.total_seconds() / 3600 == 48
    assert (row.promised_at - (row.warn_at or row.promised_at)).total_seconds() / 3600 == 12
    assert row.exercise == before.rows.waiting.attempt.scenario_version.scenario
