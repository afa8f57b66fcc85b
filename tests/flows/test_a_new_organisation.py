"""One command leads from an empty system to an organisation whose people reach a scored attempt."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.stack.layout import PROJECT
from tests import loopback, prepared
from tests.flows import loop
from tests.flows.caller import Caller, expect
from tests.flows.mails import link_for
from tests.flows.stack import Stack, own_stack

pytestmark = [pytest.mark.stack]
PASSWORD = "een-heel-rustig-woord"
ANNA, EMMA, CARLA = "anna@kade.example", "emma@kade.example", "carla@kade.example"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("empty")
    prepared.copy_to(folder / "data", demo=False)
    with own_stack(folder, KALM_DEMO="off") as started:
        yield started


def manage(stack: Stack, *words: str) -> str:
    """Run a command of the operator and return what it prints."""
    env = {**os.environ, "KALM_DATA_DIR": str(stack.layout.root), "PUBLIC_URL": stack.url}
    env = {name: value for name, value in env.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=PROJECT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def begin(stack: Stack, address: str) -> Caller:
    """Follow the link in the mail, choose a password, and sign in."""
    body = {"key": link_for(stack, address), "password": PASSWORD}
    expect(loopback.post(f"{stack.url}/api/auth/app/v1/auth/password/reset", json=body), 200)
    return Caller(stack.url, "kade", address, PASSWORD)


def add(admin: Caller, address: str, name: str, role: str) -> dict[str, Any]:
    body = {"email": address, "name": name, "roles": [role], "language": "nl"}
    added: dict[str, Any] = admin.post("/people", body)
    return added


def test_it_begins_with_one_command_and_comes_to_a_scored_attempt(empty: Stack) -> None:
    words = ["kade", "--name", "De Kade", "--admin", ANNA, "--admin-name", "Anna Vos", "--starter"]
    told = manage(empty, "create_organisation", *words)
    assert f"{empty.url}/sign-in/new-password/" in told

    admin = begin(empty, ANNA)
    assert admin.get("/membership")["roles"] == ["admin"]
    emma = add(admin, EMMA, "Emma", "employee")
    add(admin, CARLA, "Carla", "coach")
    [programme] = admin.get("/programmes")["results"]
    admin.post("/enrolments", {"programme": programme["id"], "membership": emma["id"]})

    employee, coach = begin(empty, EMMA), begin(empty, CARLA)
    assert employee.get("/today")["card"]["programme"]["id"] == programme["id"]
    # The first nudge is planned for the next morning of a working day: as if it were then.
    code = "from training import models as m, services as s; "
    code += "[s.bring_forward(enrolment=e.pk) for e in m.Enrolment.objects.all()]"
    manage(empty, "shell", "-c", code)
    loop.first_nudge(employee)

    attempt = loop.begin(employee)
    loop.watch(employee, attempt)
    loop.choose(employee, attempt)
    take = loop.record(employee, attempt, loop.PORTRAIT)
    loop.processed(employee, attempt, take)
    loop.submit(employee, attempt, take)
    loop.review(coach, attempt)
    loop.read(employee, attempt)
    assert employee.get(f"/attempts/{attempt['id']}")["state"] == "scored"
    assert employee.get("/messages/unread") == {"count": 1}, (
        "the feedback, for nobody opened it yet"
    )
    employee.put(f"/feedback/{attempt['id']}/reading")
    assert employee.get("/messages/unread") == {"count": 0}
