"""Production logs one JSON object a line, with the traceback and without its variables."""

import json
import os
import subprocess
import sys

import pytest

from deploy.stack.layout import PROJECT

pytestmark = pytest.mark.slow

FAILING = """
import logging.config
from deploy import logs
logs.configure()
logging.config.dictConfig({
    "version": 1,
    "formatters": {"lines": {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processor": "ext://deploy.logs.renderer",
        "foreign_pre_chain": "ext://deploy.logs.shared",
    }},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"]},
})
try:
    whisper = "somebody" + "@private.example"
    raise RuntimeError("the cause")
except RuntimeError:
    logging.getLogger("kalm").exception("it broke")
"""


def test_it_logs_a_failure_with_its_cause_and_no_variables() -> None:
    run = subprocess.run(
        [sys.executable, "-c", FAILING],
        env={**os.environ, "KALM_MODE": "production"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = run.stderr.splitlines()
    entry = json.loads(line)
    assert (entry["event"], entry["level"]) == ("it broke", "error")
    assert "RuntimeError: the cause" in entry["exception"]
    assert "somebody@private.example" not in line
