"""The committed clips match the content, and the script that makes them still does."""

import json
import re
from dataclasses import replace
from pathlib import Path
from statistics import correlation
from uuid import UUID

import av
import pytest
from PIL import Image

from demo import library, make_clips
from demo.import_clips import clip_id
from demo.reading import LANGUAGES
from demo.shapes import CLIPS, Clip
from demo.soundtrack import loudness, record
from media.domain import webvtt

EXERCISES = library.load().exercises
CLIP_OF = [(clip, language) for one in EXERCISES for clip in one.clips for language in LANGUAGES]
NAMES = [f"{clip.name}-{language}" for clip, language in CLIP_OF]
CUSTOMERS = {clip.name: one.customer for one in EXERCISES if one.customer for clip in one.clips}
CUE = re.compile(r"(\d\d):(\d\d)\.(\d\d\d) --> (\d\d):(\d\d)\.(\d\d\d)\n(.+)")


def cues(path: Path) -> list[tuple[int, int, str]]:
    found = CUE.findall(path.read_text())
    return [(_ms(*one[:3]), _ms(*one[3:6]), one[6]) for one in found]


def _ms(minutes: str, seconds: str, ms: str) -> int:
    return int(minutes) * 60_000 + int(seconds) * 1000 + int(ms)


def picture(frame: av.VideoFrame) -> Image.Image:
    """Return the brightness of a frame (its first plane, without the padding of its rows)."""
    plane = frame.planes[0]
    padded = Image.frombytes("L", (plane.line_size, plane.height), bytes(plane))
    return padded.crop((0, 0, frame.width, frame.height))


def mouth_darkness(path: Path) -> list[float]:
    """Return for each picture the share of dark pixels around the mouth."""
    with av.open(str(path)) as container:
        greys = [picture(frame) for frame in container.decode(video=0)]
    wide, high = greys[0].size
    around = (round(wide * 0.36), round(high * 0.46), round(wide * 0.64), round(high * 0.585))
    crops = [grey.crop(around).histogram() for grey in greys]
    return [sum(histogram[:75]) / sum(histogram) for histogram in crops]


@pytest.mark.parametrize(("clip", "language"), CLIP_OF, ids=NAMES)
def test_an_author_can_save_its_captions_unchanged(clip: Clip, language: str) -> None:
    text = clip.captions(language).read_text(encoding="utf-8")
    assert webvtt.checked(text) == text


def test_a_clip_that_organisations_have_keeps_its_id() -> None:
    """Another id would bring each of them the clip once more, and a new version of its exercise."""
    barrier = next(clip for clip, _ in CLIP_OF if clip.name == "barrier")
    ids = [str(clip_id(UUID(int=7), barrier, language)) for language in LANGUAGES]
    assert set(ids) == {
        "137da114-8a39-589b-8bd5-a11bbd2a655b",
        "88816d6b-46e2-59a6-b5ab-4375ae3b57a4",
    }


@pytest.mark.parametrize(("clip", "language"), CLIP_OF, ids=NAMES)
def test_it_is_a_short_small_upright_clip_with_sound(clip: Clip, language: str) -> None:
    path = clip.video(language)
    with av.open(str(path)) as container:
        (picture,), (sound,) = container.streams.video, container.streams.audio
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert picture.width < picture.height
        assert 8 <= (container.duration or 0) / av.time_base <= 40
        assert Image.open(clip.poster(language)).size == (picture.width, picture.height)
    assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize(("clip", "language"), CLIP_OF, ids=NAMES)
def test_it_starts_to_play_before_it_is_whole(clip: Clip, language: str) -> None:
    data = clip.video(language).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize(("clip", "language"), CLIP_OF, ids=NAMES)
def test_it_captions_every_line_in_order(clip: Clip, language: str) -> None:
    shown = cues(clip.captions(language))
    assert [text for _, _, text in shown] == [line.text[language] for line in clip.lines]
    times = [time for start, end, _ in shown for time in (start, end)]
    with av.open(str(clip.video(language))) as container:
        assert times[-1] <= (container.duration or 0) / 1000
    assert all(start < end for start, end, _ in shown)
    assert [start for start, _, _ in shown] == sorted(start for start, _, _ in shown)
    assert shown[0][0] < 1000


def test_each_clip_was_made_from_the_present_words_voice_and_look() -> None:
    made = {
        clip.video(language).name: make_clips.made_from(clip, CUSTOMERS[clip.name], language)
        for clip, language in CLIP_OF
    }
    assert json.loads(make_clips.MADE_FROM.read_text()) == made


@pytest.mark.parametrize(("clip", "language"), CLIP_OF[:4], ids=NAMES[:4])
def test_the_same_words_are_spoken_the_same_way_again(clip: Clip, language: str) -> None:
    track = record(clip.lines, language, CUSTOMERS[clip.name].voice)
    starts = [start for start, _, _ in cues(clip.captions(language))]
    assert starts == [cue.start_ms for cue in track.cues]


def test_it_keeps_all_clips_under_sixty_megabytes_and_none_without_a_scene() -> None:
    wanted = {
        path.name
        for clip, language in CLIP_OF
        for path in (clip.video(language), clip.poster(language), clip.captions(language))
    }
    assert {path.name for path in CLIPS.iterdir()} == wanted | {make_clips.MADE_FROM.name}
    assert sum(path.stat().st_size for path in CLIPS.iterdir()) < 60_000_000


@pytest.mark.slow
def test_it_makes_a_clip_in_which_the_mouth_moves_with_the_sound(tmp_path: Path) -> None:
    [clip] = EXERCISES[0].clips
    customer = CUSTOMERS[clip.name]
    short = replace(clip, lines=clip.lines[:1])
    path = make_clips.make(short, customer, "nl", tmp_path, width=180)
    track = record(short.lines, "nl", customer.voice)
    levels = loudness(track.samples, make_clips.PER_SECOND)
    dark = mouth_darkness(path)
    count = min(len(levels), len(dark))
    assert correlation(dark[:count], levels[:count]) > 0.5
    assert len(cues(tmp_path / "barrier.nl.vtt")) == 1


@pytest.mark.slow
def test_it_makes_the_same_clip_twice(tmp_path: Path) -> None:
    [clip] = EXERCISES[1].clips
    customer = CUSTOMERS[clip.name]
    short = replace(clip, lines=clip.lines[-1:])
    first = make_clips.make(short, customer, "en", tmp_path, width=90).read_bytes()
    assert make_clips.make(short, customer, "en", tmp_path, width=90).read_bytes() == first
