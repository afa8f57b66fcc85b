"""Creating an upload: by id as our own clients do, and as any tus client does."""

import base64
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from core.ids import new_id
from media.models import Upload, Video, VideoState
from tests.cast import Api, Cast, code_of

BODY = {"length": 1000, "content_type": "video/webm;codecs=vp8,opus", "purpose": "take"}
MIB = 1024 * 1024


def metadata(**pairs: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in pairs.items())


def tus(client: Any, length: str = "1000", **headers: str) -> Any:
    sent = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": length,
        "Upload-Metadata": metadata(filename="me.mov", filetype="video/quicktime"),
    }
    return client.post("/api/v1/haven/uploads", headers=sent | headers)


def test_it_makes_the_upload_and_tells_where(cast: Cast, api: Api) -> None:
    id = new_id()
    answer = api(cast.employee).put(f"/api/v1/haven/uploads/{id}", BODY)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["id"], body["state"], body["length"], body["offset"]) == (str(id), "open", 1000, 0)
    assert body["location"] == answer["Location"]
    assert body["location"].startswith("/uploads/")
    assert answer["Tus-Resumable"] == "1.0.0"
    video = Video.objects.get(pk=id)
    assert (video.state, video.owner, video.organisation) == (
        VideoState.RECEIVING,
        cast.employee,
        cast.haven,
    )


def test_the_same_request_again_gives_the_same_answer(cast: Cast, api: Api) -> None:
    path = f"/api/v1/haven/uploads/{new_id()}"
    first, second = (api(cast.employee).put(path, BODY) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"length": 999}, {"content_type": "video/mp4"}, {"purpose": "scene"}]
)
def test_the_same_id_for_something_else_is_refused(
    cast: Cast, api: Api, other: dict[str, object]
) -> None:
    path = f"/api/v1/haven/uploads/{new_id()}"
    api(cast.employee).put(path, BODY)
    answer = api(cast.employee).put(path, BODY | other)
    assert (answer.status_code, code_of(answer)) == (409, "upload_differs")


def test_someone_elses_id_is_not_found(cast: Cast, api: Api) -> None:
    id = new_id()
    api(cast.employee).put(f"/api/v1/haven/uploads/{id}", BODY)
    for path, person in (
        (f"/api/v1/haven/uploads/{id}", cast.teammate),
        (f"/api/v1/haven/uploads/{id}", cast.manager),
        (f"/api/v1/burcht/uploads/{id}", cast.stranger),
    ):
        for answer in (
            api(person).put(path, BODY),
            api(person).get(path),
            api(person).delete(path),
        ):
            assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_outsiders_and_nobody_cannot_upload(cast: Cast, api: Api) -> None:
    path = f"/api/v1/haven/uploads/{new_id()}"
    assert code_of(api(cast.stranger).put(path, BODY)) == "not_found"
    assert api(None).put(path, BODY).status_code == 401
    assert not Upload.objects.exists()


def test_too_large_is_said_at_once_with_the_limit(cast: Cast, api: Api, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 100 * MIB
    client = api(cast.employee)
    for answer in (
        client.put(f"/api/v1/haven/uploads/{new_id()}", BODY | {"length": 100 * MIB + 1}),
        client.put(f"/api/v1/haven/uploads/{new_id()}", BODY | {"length": 10**30}),
        tus(client, str(100 * MIB + 1)),
        tus(client, "9" * 16),
        tus(client, "1" + "0" * 5000),
    ):
        assert (answer.status_code, code_of(answer)) == (413, "upload_too_large")
        assert answer["Tus-Max-Size"] == str(100 * MIB)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/zip", "video/x-flv", "x"])
def test_only_video_and_sound_are_taken(cast: Cast, api: Api, kind: str) -> None:
    client = api(cast.employee)
    for answer in (
        client.put(f"/api/v1/haven/uploads/{new_id()}", BODY | {"content_type": kind}),
        tus(client, **{"Upload-Metadata": metadata(filetype=kind)}),
    ):
        assert (answer.status_code, code_of(answer)) == (415, "content_type_unsupported")


def test_an_upload_of_no_bytes_is_said_to_be_empty(cast: Cast, api: Api) -> None:
    client = api(cast.employee)
    for answer in (
        client.put(f"/api/v1/haven/uploads/{new_id()}", BODY | {"length": 0}),
        tus(client, "0"),
        tus(client, "000"),
    ):
        assert (answer.status_code, code_of(answer)) == (400, "upload_empty")
        assert answer.json()["detail"] == "Deze opname is leeg. Neem opnieuw op."
    assert not Upload.objects.exists()


@pytest.mark.parametrize("length", ["", "x", "1.5", "+5", "٣"])
def test_a_tus_client_must_say_a_length(cast: Cast, api: Api, length: str) -> None:
    answer = tus(api(cast.employee), length)
    assert (answer.status_code, code_of(answer)) == (400, "upload_length_invalid")


@pytest.mark.parametrize("length", ["-1"])
def test_an_upload_has_a_length_above_zero(cast: Cast, api: Api, length: str) -> None:
    client = api(cast.employee)
    for answer in (
        client.put(f"/api/v1/haven/uploads/{new_id()}", BODY | {"length": length}),
        tus(client, length),
    ):
        assert (answer.status_code, code_of(answer)) == (400, "upload_length_invalid")


def test_a_refusal_is_in_the_persons_language(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).put(
        f"/api/v1/haven/uploads/{new_id()}", BODY | {"content_type": "text/plain"}
    )
    assert answer.json()["detail"] == "Je kunt alleen beeld en geluid uploaden."


def test_a_tus_client_creates_with_headers_alone(cast: Cast, api: Api) -> None:
    answer = tus(api(cast.employee))
    assert (answer.status_code, answer["Tus-Resumable"]) == (201, "1.0.0")
    assert answer["Location"].startswith("/uploads/")
    upload = Upload.objects.get()
    assert (upload.length, upload.content_type) == (1000, "video/quicktime")


def test_a_tus_client_can_bring_its_own_id(cast: Cast, api: Api) -> None:
    id = uuid4()
    named = {"Upload-Metadata": metadata(filetype="video/mp4", id=str(id))}
    first, second = (tus(api(cast.employee), **named) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first["Location"] == second["Location"]
    assert Upload.objects.get().pk == id


def test_a_tus_client_needs_no_metadata(cast: Cast, api: Api) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "1000"}
    for more in ({}, {"Upload-Metadata": ""}, {"Upload-Metadata": "filetype"}):
        answer = api(cast.employee).post("/api/v1/haven/uploads", headers=headers | more)
        assert answer.status_code == 201
    kinds = Upload.objects.values_list("content_type", flat=True)
    assert list(kinds) == ["application/octet-stream"] * 3


@pytest.mark.parametrize("length", [{"Upload-Length": "1000"}, {}])
@pytest.mark.parametrize(
    "more",
    [{"Upload-Defer-Length": "1"}, {"Upload-Concat": "partial"}],
    ids=lambda h: next(iter(h)),
)
def test_what_is_not_announced_is_refused_at_once(
    cast: Cast, api: Api, length: dict[str, str], more: dict[str, str]
) -> None:
    sent = {"Tus-Resumable": "1.0.0"} | length | more
    answer = api(cast.employee).post("/api/v1/haven/uploads", headers=sent)
    assert (answer.status_code, code_of(answer)) == (400, "tus_extension_unsupported")
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "header",
    ["filetype !!!", "id eA==", "purpose eA==", "name " + "QUJD" * 1025, "é QUJD"],
    ids=["no base64", "no id", "no purpose", "too long", "no ascii"],
)
def test_metadata_that_makes_no_sense_is_refused(cast: Cast, api: Api, header: str) -> None:
    answer = tus(api(cast.employee), **{"Upload-Metadata": header})
    assert (answer.status_code, code_of(answer)) == (400, "upload_metadata_invalid")


def test_bytes_do_not_come_with_the_creation(cast: Cast, api: Api) -> None:
    answer = api(cast.employee).post(
        "/api/v1/haven/uploads",
        b"bytes",
        content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"},
    )
    assert (answer.status_code, code_of(answer)) == (400, "body_not_expected")


def test_another_tus_version_is_refused(cast: Cast, api: Api) -> None:
    answer = tus(api(cast.employee), **{"Tus-Resumable": "0.1"})
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_options_announce_what_there_is_to_everybody(cast: Cast, api: Api) -> None:
    answer = api(None).options("/api/v1/haven/uploads")
    assert answer.status_code == 204
    assert answer["Tus-Max-Size"] == str(512 * MIB)
    assert answer["Tus-Extension"] == "creation,checksum,expiration,termination"
