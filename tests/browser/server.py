"""Runs code on the server of a stack, for what no person does by a click."""

import os
import subprocess
import sys

from deploy.stack.layout import PROJECT
from tests.flows.stack import Stack

TITLE = "De geheime titel"
NUDGE = """
from accounts.models import Membership
from core.ids import new_id
from notifications.services import send
from training.messages import NUDGE
member = Membership.objects.get(
    organisation__slug="demo", person__email="employee@demo.example"
)
about = new_id()
send(
    recipient=member,
    kind=NUDGE,
    context={"title": "De geheime titel"},
    dedupe_key=str(about),
    about=about,
)
print(about)
"""


def run(stack: Stack, code: str) -> str:
    """Run code in a shell of the server, and return what it prints."""
    env = {**os.environ, "KALM_DATA_DIR": str(stack.layout.root), "PUBLIC_URL": stack.url}
    env = {name: value for name, value in env.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=PROJECT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def send_nudge(stack: Stack) -> str:
    """Write a nudge to the employee, and return the id that it is about."""
    return run(stack, NUDGE).split()[-1]
