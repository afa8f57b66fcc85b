"""Production logs one JSON object a line, with the traceback and without its variables."""

import json
import os
import re
import subprocess
import sys

import pytest

from deploy import logs
from deploy.stack.layout import PROJECT

pytestmark = pytest.mark.slow

CONFIGURED = """
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
"""
FAILING = """
try:
    whisper = "somebody" + "@private.example"
    raise RuntimeError("the cause")
except RuntimeError:
    logging.getLogger("kalm").exception("it broke")
"""


def logged_by(code: str, mode: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", CONFIGURED + code],
        env={**os.environ, "KALM_MODE": mode},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stderr


def test_it_logs_a_failure_with_its_cause_and_no_variables() -> None:
    (line,) = logged_by(FAILING, "production").splitlines()
    entry = json.loads(line)
    assert (entry["event"], entry["level"]) == ("it broke", "error")
    assert "RuntimeError: the cause" in entry["exception"]
    assert "somebody@private.example" not in line


REQUESTS = """
import structlog
logger = logging.getLogger("django.request")
for path in PATHS:
    logger.warning("Bad Request: %s", path, extra={"status_code": 400, "request": path})
    structlog.get_logger("kalm").warning("refused", path=path, url=f"https://kalm.example{path}?x=1")
    try:
        raise ValueError({"path": path})
    except ValueError:
        logger.error("Internal Server Error: %s", path, exc_info=True)
"""
PATHS = [
    "/api/calendar/s3cret.ics",
    "/api/unsubscribe/s3cret/choice",
    "/unsubscribe/s3cret",
    "/uploads/s3cret",
    "/playback/s3cret/clip.mp4",
]


@pytest.mark.parametrize("mode", ["production", "demo"])
def test_no_capability_in_a_path_is_in_a_line(mode: str) -> None:
    said = logged_by(f"PATHS = {PATHS!r}" + REQUESTS, mode)
    assert "s3cret" not in said
    for path in ("/api/calendar/...", "/api/unsubscribe/...", "/playback/..."):
        assert f"Bad Request: {path}" in said
    assert "ValueError" in said
    if mode == "production":
        lines = [json.loads(line) for line in said.splitlines()]
        assert len(lines) == 3 * len(PATHS)


def test_a_file_of_ours_and_other_paths_stay_readable() -> None:
    other = 'File "/srv/kalm/media/uploads/receive.py", /api/v1/haven/uploads/7, /uploads'
    assert logs.without_capabilities(other) == other


def test_the_proxy_leaves_out_the_same() -> None:
    found = re.search(r"~\^/\(([^)]+)\)/ /\$1/", (PROJECT / "deploy/nginx.conf").read_text())
    assert found is not None
    assert tuple(found[1].split("|")) == logs.CAPABILITIES
