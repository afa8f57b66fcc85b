"""Migrating gives the programmes of before a rhythm with ranges, and leaves when they nudge."""

from datetime import time, timedelta
from typing import Any

from core.ids import new_id
from tests.cast import make_cast
from tests.migrations.before import Before, migrate
from training.models import Programme
from training.services.plans import read_rhythm

BEFORE = [("training", "0016_programme_versions")]


def write() -> Any:
    return make_cast().haven.id


def test_a_programme_of_before_nudges_as_it_did(before: Before[Any]) -> None:
    id = new_id()
    before.models.get_model("training", "Programme").objects.create(
        id=id,
        organisation_id=before.rows,
        code="calm",
        name={"nl": "Rustig"},
        days_between=5,
        nudge_time=time(16, 45),
        weekdays=[2, 4],
    )
    migrate()
    rhythm = read_rhythm(Programme.objects.get(pk=id))
    assert (rhythm.days_between, rhythm.days_at_most) == (5, 5)
    assert (rhythm.nudge_from, rhythm.nudge_until) == (time(16, 45), time(16, 45))
    assert (rhythm.weekdays, rhythm.pauses, rhythm.gap) == ({2, 4}, (), timedelta(0))
