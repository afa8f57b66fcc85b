"""The committed clips match the content, and the script that makes them still does."""

import re
from dataclasses import replace
from pathlib import Path
from statistics import correlation

import av
import pytest
from PIL import Image

from demo import library, make_clips
from demo.reading import LANGUAGES
from demo.shapes import CLIPS, Exercise
from demo.soundtrack import loudness, record

EXERCISES = library.load().exercises
CLIP_OF = [(exercise, language) for exercise in EXERCISES for language in LANGUAGES]
NAMES = [f"{exercise.code}-{language}" for exercise, language in CLIP_OF]
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


@pytest.mark.parametrize(("exercise", "language"), CLIP_OF, ids=NAMES)
def test_it_is_a_short_small_upright_clip_with_sound(exercise: Exercise, language: str) -> None:
    path = exercise.clip(language)
    with av.open(str(path)) as container:
        (picture,), (sound,) = container.streams.video, container.streams.audio
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert picture.width < picture.height
        assert 10 <= (container.duration or 0) / av.time_base <= 25
    assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize(("exercise", "language"), CLIP_OF, ids=NAMES)
def test_it_starts_to_play_before_it_is_whole(exercise: Exercise, language: str) -> None:
    data = exercise.clip(language).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize(("exercise", "language"), CLIP_OF, ids=NAMES)
def test_it_captions_every_line_in_order(exercise: Exercise, language: str) -> None:
    shown = cues(exercise.captions(language))
    assert [text for _, _, text in shown] == [line.text[language] for line in exercise.watch.lines]
    times = [time for start, end, _ in shown for time in (start, end)]
    with av.open(str(exercise.clip(language))) as container:
        assert times[-1] <= (container.duration or 0) / 1000
    assert all(start < end for start, end, _ in shown)
    assert [start for start, _, _ in shown] == sorted(start for start, _, _ in shown)
    assert shown[0][0] < 1000


@pytest.mark.parametrize(("exercise", "language"), CLIP_OF, ids=NAMES)
def test_it_was_made_from_the_present_words_and_voice(exercise: Exercise, language: str) -> None:
    track = record(exercise.watch.lines, language, exercise.customer.voice)
    starts = [start for start, _, _ in cues(exercise.captions(language))]
    assert starts == [cue.start_ms for cue in track.cues]


def test_it_keeps_all_clips_under_five_megabytes() -> None:
    assert sum(path.stat().st_size for path in CLIPS.iterdir()) < 5_000_000


def test_it_makes_a_clip_in_which_the_mouth_moves_with_the_sound(tmp_path: Path) -> None:
    exercise = EXERCISES[0]
    short = replace(exercise, watch=replace(exercise.watch, lines=exercise.watch.lines[:1]))
    path = make_clips.make(short, "nl", tmp_path, width=180)
    track = record(short.watch.lines, "nl", short.customer.voice)
    levels = loudness(track.samples, make_clips.PER_SECOND)
    dark = mouth_darkness(path)
    count = min(len(levels), len(dark))
    assert correlation(dark[:count], levels[:count]) > 0.5
    assert len(cues(tmp_path / "barrier.nl.vtt")) == 1


def test_it_makes_the_same_clip_twice(tmp_path: Path) -> None:
    exercise = EXERCISES[1]
    short = replace(exercise, watch=replace(exercise.watch, lines=exercise.watch.lines[-1:]))
    first = make_clips.make(short, "en", tmp_path, width=90).read_bytes()
    assert make_clips.make(short, "en", tmp_path, width=90).read_bytes() == first
