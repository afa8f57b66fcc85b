"""Beat dispatches tasks that exist, and each runs without arguments."""

import pytest
from celery import current_app

from deploy.schedule import SCHEDULE

NAMES = sorted({one["task"] for one in SCHEDULE.values()})
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_beat_has_tasks_of_every_app_that_sweeps() -> None:
    apps = {name.partition(".")[0] for name in NAMES}
    assert apps >= {"media", "notifications", "scenarios", "training"}


@pytest.mark.parametrize("name", NAMES)
def test_a_task_that_beat_dispatches_runs_where_nothing_is_to_be_done(name: str) -> None:
    current_app.loader.import_default_modules()
    assert current_app.tasks[name].apply(throw=True).state == "SUCCESS"
