"""The plan of a conversion copies, encodes or refuses each kind of recording."""

from dataclasses import replace
from pathlib import Path

import pytest

from media.domain import ffmpeg, measuring, plans
from media.domain.plans import Do, Facts, Picture, Sound
from media.errors import ProcessingFailed, Reason
from media.services.conversion import probe
from tests.media import clips

PHONE = Picture("h264", "High", "yuv420p", 1280, 720)
FACTS = Facts(20_000, 3_000_000, PHONE, Sound("aac", 1))


def test_what_browsers_play_is_copied() -> None:
    how = plans.plan(FACTS)
    assert (how.video, how.audio, how.is_quick) == (Do.COPY, Do.COPY, True)


def test_chromes_h264_with_opus_keeps_its_picture() -> None:
    how = plans.plan(replace(FACTS, sound=Sound("opus", 2)))
    assert (how.video, how.audio) == (Do.COPY, Do.ENCODE)


@pytest.mark.parametrize(
    "picture",
    [
        replace(PHONE, codec="vp8"),
        replace(PHONE, profile="High 10"),
        replace(PHONE, pixel_format="yuv444p"),
        replace(PHONE, width=3840, height=2160),
        replace(PHONE, width=8192, height=720),
    ],
)
def test_what_they_do_not_play_is_encoded(picture: Picture) -> None:
    assert plans.plan(replace(FACTS, picture=picture)).video == Do.ENCODE


def test_a_rate_that_no_phone_can_fetch_is_encoded() -> None:
    assert plans.plan(replace(FACTS, bits_per_second=40_000_000)).video == Do.ENCODE


@pytest.mark.parametrize(
    ("size", "fitted"),
    [
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((321, 241), (320, 240)),
        ((640, 480), (640, 480)),
        ((4096, 1), (1920, 2)),
    ],
)
def test_encoded_pictures_fit_and_are_even(size: tuple[int, int], fitted: tuple[int, int]) -> None:
    assert plans.fitted(*size) == fitted


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (replace(FACTS, picture=None, sound=None), Reason.NO_STREAMS),
        (replace(FACTS, duration_ms=15 * 60 * 1000 + 1), Reason.TOO_LONG),
        (replace(FACTS, duration_ms=0), Reason.DAMAGED),
        (replace(FACTS, picture=replace(PHONE, width=8192, height=8192)), Reason.TOO_LARGE_PICTURE),
    ],
)
def test_what_is_not_taken_has_a_reason(facts: Facts, reason: Reason) -> None:
    with pytest.raises(ProcessingFailed) as failure:
        plans.plan(facts)
    assert failure.value.reason == reason


def test_progress_is_in_percent_and_never_done_early() -> None:
    assert ffmpeg.percent("out_time_us=5000000\n", 10_000) == 50
    assert ffmpeg.percent("out_time_us=99000000", 10_000) == 99
    assert ffmpeg.percent("out_time_us=-5", 10_000) == 0
    assert ffmpeg.percent("out_time_us=N/A", 10_000) is None
    assert ffmpeg.percent("speed=1.5x", 10_000) is None


def test_an_iphones_hdr_is_seen_and_toned_down(tmp_path: Path) -> None:
    facts = probe(clips.hevc_hlg(tmp_path))
    assert facts.picture
    assert (facts.picture.codec, facts.picture.transfer) == ("hevc", "arib-std-b67")
    how = plans.plan(facts)
    assert how.is_hdr
    assert "tonemap" in " ".join(ffmpeg.convert("ffmpeg", tmp_path, tmp_path, how))


def test_a_live_webm_is_measured_by_its_packets(tmp_path: Path) -> None:
    facts = probe(clips.webm_without_duration(tmp_path))
    assert 1900 <= facts.duration_ms <= 2100


def test_a_turned_picture_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    picture = probe(clips.portrait_by_rotation(tmp_path)).picture
    assert picture
    assert (picture.width, picture.height) == (240, 320)


@pytest.mark.parametrize(
    ("width", "height", "rate", "names"),
    [
        (1920, 1080, 6_000_000, ["720p", "360p"]),
        (1280, 720, 5_000_000, ["720p", "360p"]),
        (720, 1280, 2_000_000, ["360p"]),
        (640, 480, 400_000, ["360p"]),
        (320, 240, 2_000_000, ["360p"]),
        (320, 240, 300_000, []),
    ],
)
def test_smaller_files_are_made_where_they_save_something(
    width: int, height: int, rate: int, names: list[str]
) -> None:
    picture = replace(PHONE, width=width, height=height)
    facts = replace(FACTS, picture=picture, bits_per_second=rate)
    assert [rung.name for rung in plans.rungs(facts)] == names


def test_sound_alone_has_no_smaller_pictures() -> None:
    assert plans.rungs(replace(FACTS, picture=None)) == []


@pytest.mark.parametrize(
    ("measured", "gain"), [(None, 0), (-70.0, 0), (-19.0, 0), (-29.0, 10), (-45.0, 18)]
)
def test_only_quiet_speech_is_made_louder(measured: float | None, gain: float) -> None:
    assert measuring.gain(measured) == gain
