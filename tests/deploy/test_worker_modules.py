"""A worker or beat starts with its tasks, and without what only the server needs."""

import json
import os
import subprocess
import sys

import pytest

from deploy.stack.layout import PROJECT

pytestmark = pytest.mark.slow

STARTING = """
import json, sys
from deploy.celery import app
app.loader.init_worker()
app.finalize()
print(json.dumps([list(app.tasks), list(sys.modules)]))
"""


def test_a_worker_starts_with_its_tasks_and_without_the_http_api() -> None:
    run = subprocess.run(
        [sys.executable, "-c", STARTING],
        env=dict(os.environ),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    tasks, modules = json.loads(run.stdout)
    assert {"media.process", "training.tick"} <= set(tasks)
    assert not {"rest_framework.views", "deploy.urls", "av"} & set(modules)
