"""`manage.py` says in one sentence that the database is away, whatever it was asked to do."""

import os
import subprocess
import sys

import pytest

from deploy.embedded import ports
from tests.servers import PROJECT

CREATE = ("create_organisation", "haven", "--name=Haven", "--admin=anna@haven.example")


@pytest.mark.parametrize(
    "command", [(*CREATE, "--admin-name=Anna"), ("send_again",), ("migrate",)], ids=lambda it: it[0]
)
def test_a_command_says_in_one_sentence_that_the_database_is_away(command: tuple[str]) -> None:
    nobody = f"postgresql://kalm:kalm@127.0.0.1:{ports.free()}/kalm"
    ended = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": nobody},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert line.startswith("CommandError: The database can't be reached (")
    assert line.endswith("keep `make run` up beside this, or set DATABASE_URL.")
