"""Makes the clips in which the stand-in customers speak, with their captions.

    python -m demo.make_clips [exercise ...]

Needs the development requirements (Pillow, espeak-ng); takes about two minutes on two cores.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from demo import captions, library, motion, soundtrack, video
from demo.looks import LOOKS
from demo.portrait import Portrait
from demo.reading import LANGUAGES
from demo.shapes import CLIPS, Exercise

WIDTH = 540
PER_SECOND = 25
NOTICE = {"nl": "In plaats van een acteur", "en": "Standing in for an actor"}
_QUALITY = ["-crf", "31", "-g", "100"]


def make(exercise: Exercise, language: str, folder: Path, width: int = WIDTH) -> Path:
    """Write `<code>.<language>.mp4` and `.vtt` to `folder`; `width` in pixels, height is 16:9."""
    customer = exercise.customer
    look = LOOKS[customer.look]
    track = soundtrack.record(exercise.watch.lines, language, customer.voice)
    portrait = Portrait(look, customer.backdrop, NOTICE[language], width)
    poses = motion.poses(track, PER_SECOND, look.seed)
    path = folder / exercise.clip(language).name
    options = [*video.H264, *_QUALITY, *video.AAC, *video.FASTSTART]
    video.make(path, portrait.frames(poses), portrait.size, PER_SECOND, track.samples, options)
    words = captions.webvtt(track.cues, language)
    (folder / exercise.captions(language).name).write_text(words, encoding="utf-8")
    return path


def main(wanted: list[str]) -> None:
    CLIPS.mkdir(exist_ok=True)
    exercises = [one for one in library.load().exercises if not wanted or one.code in wanted]
    jobs = [(exercise, language) for exercise in exercises for language in LANGUAGES]
    with ProcessPoolExecutor(max_workers=2) as pool:
        made = [pool.submit(make, exercise, language, CLIPS) for exercise, language in jobs]
        for path in (one.result() for one in made):
            print(f"{path.name:24} {path.stat().st_size / 1000:6.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
