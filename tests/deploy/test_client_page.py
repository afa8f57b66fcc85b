"""Addresses of the web client get its page; unknown routes of the API get a problem."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from deploy.stack.layout import PROJECT
from tests.cast import code_of

pytestmark = pytest.mark.slow


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> Path:
    settings.WEB_BUILD_DIR = tmp_path
    (tmp_path / "index.html").write_text("<!doctype html><title>Kalm</title>")
    return tmp_path


@pytest.mark.parametrize("path", ["/", "/sign-in", "/haven/practise/0192", "/haven/coach"])
def test_it_answers_the_clients_addresses_with_its_page(
    client: Client, built: Path, path: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    assert b"<title>Kalm" in answer.content


def test_it_forbids_inline_script_on_the_page(client: Client, built: Path) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy


def test_a_missing_file_is_not_answered_with_the_page(client: Client, built: Path) -> None:
    assert client.get("/_app/immutable/gone.js").status_code == 404


def test_it_says_what_to_do_where_the_client_is_not_built(
    client: Client, tmp_path: Path, settings: Settings
) -> None:
    settings.WEB_BUILD_DIR = tmp_path
    answer = client.get("/")
    assert answer.status_code == 503
    assert b"make web" in answer.content


def test_an_unknown_route_of_the_api_is_a_problem(client: Client) -> None:
    answer = client.get("/api/v2/anything")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_it_shows_the_api_with_its_own_scripts_only(client: Client) -> None:
    answer = client.get("/api/docs/")
    assert answer.status_code == 200
    assert b"http://" not in answer.content.replace(b"http://testserver", b"")
    assert b"https://" not in answer.content


def test_it_allows_camera_and_microphone_to_itself_alone(client: Client, built: Path) -> None:
    policy = client.get("/")["Permissions-Policy"]
    assert "camera=(self)" in policy
    assert "microphone=(self)" in policy
    assert "geolocation=()" in policy


def test_an_address_of_dots_costs_no_more_than_another(client: Client, built: Path) -> None:
    """Read in one pass: reading ahead at every dot took a second for this one."""
    assert client.get("/" + "." * 50_000 + "/").status_code == 200
    assert client.get("/" + "./" * 25_000 + "gone.js").status_code == 404


@pytest.fixture(scope="module")
def usual() -> Any:
    """Return the description of the API, which takes a second to make."""
    return Client().get("/api/schema/")


@pytest.mark.parametrize("asked", ["version=%00", "version=%0d%0aX:1", "lang=xx", "lang=%00"])
def test_the_description_of_the_api_is_the_same_whatever_is_asked(
    client: Client, usual: Any, asked: str
) -> None:
    odd = client.get(f"/api/schema/?{asked}")
    assert (odd.status_code, odd.content) == (200, usual.content)
    assert odd["Content-Disposition"] == usual["Content-Disposition"]


def test_a_request_for_another_host_is_a_problem(client: Client, built: Path) -> None:
    answer = client.get("/api/v1/me", HTTP_HOST="elsewhere.example")
    assert (answer.status_code, code_of(answer)) == (400, "bad_request")


@pytest.mark.slow
@pytest.mark.stack
def test_an_employees_screens_stay_under_ninety_kilobytes_of_script() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.node", "npm", "run", "--silent", "size"],
        cwd=PROJECT / "web",
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "(focus)/attempts/" in done.stdout, done.stderr
    assert done.returncode == 0, done.stdout
