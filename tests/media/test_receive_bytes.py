"""tus 1.0 on a running server: what is announced is what is done."""

import base64
import hashlib
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from media.models import Upload, UploadState, VideoState
from media.store import get_store
from media.tokens import upload_token
from tests import loopback
from tests.media.phone import BODY, Phone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DATA = bytes(range(256)) * 400  # 102,400 bytes


def code(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return str(answer.json()["code"])


def checksum(data: bytes, algorithm: str = "sha256") -> str:
    digest = hashlib.new(algorithm, data).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


def test_it_announces_exactly_what_it_does(phone: Phone) -> None:
    answer = phone.send("OPTIONS", "/uploads/", tus_resumable="")
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-extension"] == "creation,checksum,expiration,termination"
    assert answer.headers["tus-checksum-algorithm"] == "sha1,sha256"
    assert answer.headers["tus-max-size"] == str(512 * 1024 * 1024)


def test_it_takes_a_file_in_parts_and_hands_it_to_processing(phone: Phone) -> None:
    location = phone.create(len(DATA))
    first = phone.patch(location, 0, DATA[:60_000])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "60000")
    assert "upload-expires" in first.headers
    second = phone.patch(location, 60_000, DATA[60_000:])
    assert (second.status_code, second.headers["upload-offset"]) == (204, str(len(DATA)))
    upload = phone.upload(location)
    assert (upload.state, upload.video.state) == (UploadState.COMPLETE, VideoState.RECEIVED)
    assert get_store().open(upload.pk).read() == DATA


def test_head_tells_offset_and_length_and_is_not_cached(phone: Phone) -> None:
    location = phone.create(len(DATA))
    phone.patch(location, 0, DATA[:10])
    answer = phone.head(location)
    assert answer.status_code == 200
    assert answer.headers["upload-offset"] == "10"
    assert answer.headers["upload-length"] == str(len(DATA))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["tus-resumable"] == "1.0.0"


def test_it_refuses_another_offset_and_writes_nothing(phone: Phone) -> None:
    location = phone.create(len(DATA))
    phone.patch(location, 0, DATA[:10])
    for offset in (0, 9, 11):
        answer = phone.patch(location, offset, b"x" * 5)
        assert (answer.status_code, code(answer)) == (409, "offset_conflict")
    assert phone.offset(location) == 10


def test_an_empty_patch_at_the_end_succeeds_after_a_lost_answer(phone: Phone) -> None:
    location = phone.create(len(DATA))
    assert phone.patch(location, 0, DATA).status_code == 204
    again = phone.patch(location, len(DATA), b"")
    assert (again.status_code, again.headers["upload-offset"]) == (204, str(len(DATA)))
    assert phone.patch(location, 0, DATA).status_code == 409
    assert phone.offset(location) == len(DATA)


def test_it_refuses_more_bytes_than_were_announced_and_writes_none(phone: Phone) -> None:
    location = phone.create(10)
    answer = phone.patch(location, 0, b"x" * 11)
    assert (answer.status_code, code(answer)) == (413, "upload_length_exceeded")
    assert phone.offset(location) == 0


def test_a_body_without_a_length_stops_at_the_announced_one(phone: Phone) -> None:
    location = phone.create(10)
    headers = {"tus-resumable": "1.0.0", "content-type": BODY, "upload-offset": "0"}
    chunks = iter([b"x" * 6, b"y" * 6])
    url = phone.server.url + location
    answer = loopback.patch(url, content=chunks, headers=headers)
    assert answer.status_code == 413
    assert phone.offset(location) == 10
    assert get_store().open(phone.upload(location).pk).read() == b"xxxxxxyyyy"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_it_verifies_checksums(phone: Phone, algorithm: str) -> None:
    location = phone.create(len(DATA))
    good = phone.patch(location, 0, DATA[:100], upload_checksum=checksum(DATA[:100], algorithm))
    assert (good.status_code, good.headers["upload-offset"]) == (204, "100")
    bad = phone.patch(location, 100, DATA[100:200], upload_checksum=checksum(b"", algorithm))
    assert (bad.status_code, code(bad)) == (460, "checksum_mismatch")
    assert phone.offset(location) == 100
    rest = phone.patch(location, 100, DATA[100:], upload_checksum=checksum(DATA[100:], algorithm))
    assert rest.status_code == 204
    assert phone.is_complete(location)


@pytest.mark.parametrize("header", ["md5 abcd", "sha256", "sha256 !!", "sha1 YWJj", "nonsense"])
def test_it_refuses_a_checksum_that_it_cannot_verify(phone: Phone, header: str) -> None:
    location = phone.create(len(DATA))
    answer = phone.patch(location, 0, DATA, upload_checksum=header)
    assert (answer.status_code, code(answer)) == (400, "checksum_unsupported")
    assert phone.offset(location) == 0


def test_it_speaks_only_tus_1_0(phone: Phone) -> None:
    location = phone.create(len(DATA))
    for version in ("", "0.2.2"):
        answer = phone.patch(location, 0, DATA, tus_resumable=version)
        assert (answer.status_code, code(answer)) == (412, "tus_version_unsupported")
        assert answer.headers["tus-version"] == "1.0.0"
    assert phone.offset(location) == 0


def test_it_takes_bytes_only_as_offset_octet_stream(phone: Phone) -> None:
    location = phone.create(len(DATA))
    answer = phone.patch(location, 0, DATA, content_type="video/mp4")
    assert (answer.status_code, code(answer)) == (415, "body_type_unsupported")
    assert phone.offset(location) == 0


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "x", "9" * 30])
def test_it_refuses_an_offset_that_is_no_number(phone: Phone, offset: str) -> None:
    location = phone.create(len(DATA))
    answer = phone.send("PATCH", location, DATA, content_type=BODY, upload_offset=offset)
    assert (answer.status_code, code(answer)) == (400, "offset_invalid")


def test_a_changed_capability_opens_nothing(phone: Phone) -> None:
    location = phone.create(len(DATA))
    forged = location[:-2] + ("AA" if location[-2:] != "AA" else "BB")
    for target in (forged, "/uploads/x", "/uploads/", "/uploads/a.b/c"):
        answer = phone.patch(target, 0, DATA)
        assert (answer.status_code, code(answer)) == (404, "not_found")
    assert phone.offset(location) == 0


def test_a_refusal_is_in_the_clients_language(phone: Phone) -> None:
    location = phone.create(len(DATA))
    answer = phone.patch(location, 5, DATA[5:], accept_language="nl-NL,nl;q=0.9,en;q=0.8")
    assert answer.json()["detail"].startswith("De upload is")


@pytest.mark.parametrize("carrier", ["POST", "GET", "PUT"])
def test_any_request_can_carry_the_real_method_in_a_header(phone: Phone, carrier: str) -> None:
    location = phone.create(len(DATA))
    with httpx.Client(base_url=phone.server.url) as client:

        def ask(method: str, body: bytes = b"", **more: str) -> httpx.Response:
            headers = {"tus-resumable": "1.0.0", "x-http-method-override": method, **more}
            return client.request(carrier, location, content=body, headers=headers)

        half = len(DATA) // 2
        sent = ask("PATCH", DATA[:half], **{"content-type": BODY, "upload-offset": "0"})
        assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(half))
        head = ask("head")
        assert (head.status_code, head.headers["upload-offset"]) == (200, str(half))
        assert (head.content, head.headers["cache-control"]) == (b"", "no-store")
        assert ask("OPTIONS").headers["tus-version"] == "1.0.0"
        assert ask("POST").status_code == 405
        assert ask("DELETE").status_code == 204
        assert ask("HEAD").status_code == 410


def test_the_method_in_the_header_counts_and_not_the_requests_own(phone: Phone) -> None:
    location = phone.create(len(DATA))
    overridden = phone.patch(location, 0, DATA, x_http_method_override="HEAD")
    assert (overridden.status_code, overridden.headers["upload-offset"]) == (200, "0")
    assert phone.send("DELETE", location, x_http_method_override="GET").status_code == 405
    assert phone.offset(location) == 0


def test_every_answer_carries_what_guards_it(phone: Phone) -> None:
    location = phone.create(len(DATA))
    answers = [phone.head(location), phone.patch(location, 1, DATA), phone.send("GET", "/uploads/")]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_other_methods_are_named_as_such(phone: Phone) -> None:
    location = phone.create(len(DATA))
    for method in ("GET", "PUT", "POST"):
        answer = phone.send(method, location)
        assert (answer.status_code, code(answer)) == (405, "method_not_allowed")
        assert answer.headers["allow"] == "OPTIONS, HEAD, PATCH, DELETE"


def test_delete_ends_the_upload_and_removes_its_bytes(phone: Phone) -> None:
    location = phone.create(len(DATA))
    phone.patch(location, 0, DATA[:50])
    upload = phone.upload(location)
    assert phone.send("DELETE", location).status_code == 204
    gone = phone.patch(location, 50, DATA[50:])
    assert (gone.status_code, code(gone)) == (410, "upload_gone")
    assert list(get_store().listing()) == []
    upload.video.refresh_from_db()
    assert upload.video.state == VideoState.DELETED


def test_a_whole_recording_is_not_deleted_by_its_upload(phone: Phone) -> None:
    location = phone.create(len(DATA))
    phone.patch(location, 0, DATA)
    answer = phone.send("DELETE", location)
    assert (answer.status_code, code(answer)) == (409, "upload_complete")
    assert phone.is_complete(location)


def test_an_upload_whose_time_is_over_takes_nothing(phone: Phone) -> None:
    location = phone.create(len(DATA))
    upload = phone.upload(location)
    over = timezone.now() - timedelta(seconds=1)
    late = f"/uploads/{upload_token(upload.pk, over)}"
    answer = phone.patch(late, 0, DATA)
    assert (answer.status_code, code(answer)) == (410, "upload_expired")
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.EXPIRED)
    answer = phone.patch(location, 0, DATA)
    assert (answer.status_code, code(answer)) == (410, "upload_expired")
    assert get_store().offset(upload.pk) == 0
