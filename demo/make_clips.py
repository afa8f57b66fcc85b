"""Makes the clips in which the stand-in customers speak, with their captions.

    python -m demo.make_clips [exercise ...]

Needs the development requirements (Pillow, espeak-ng); takes some ten seconds of one core a clip.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

from demo import captions, library, motion, soundtrack, video
from demo.looks import LOOKS
from demo.portrait import Portrait
from demo.reading import LANGUAGES
from demo.shapes import CLIPS, Clip, Customer

MADE_FROM = CLIPS / "made_from.json"
WIDTH = 540
PER_SECOND = 15
POSTER_AT = 18
"""The poster is the first picture from here on with open eyes: the customer speaks by then."""
NOTICE = {"nl": "In plaats van een acteur", "en": "Standing in for an actor"}
_QUALITY = ["-preset", "faster", "-crf", "31", "-g", "100"]


def make(clip: Clip, customer: Customer, language: str, folder: Path, width: int = WIDTH) -> Path:
    """Write `<name>.<language>.mp4`, `.jpg` and `.vtt` to `folder`; `width` in pixels, height is
    16:9."""
    look = LOOKS[customer.look]
    track = soundtrack.record(clip.lines, language, customer.voice)
    portrait = Portrait(look, customer.backdrop, NOTICE[language], width)
    poses = motion.poses(track, PER_SECOND, look.seed)
    path = folder / clip.video(language).name
    options = [*video.H264, *_QUALITY, *video.AAC, *video.FASTSTART]
    video.make(path, portrait.frames(poses), portrait.size, PER_SECOND, track.samples, options)
    still = portrait.frame(next((one for one in poses[POSTER_AT:] if not one.lids), poses[-1]))
    still.save(folder / clip.poster(language).name, quality=82, optimize=True)
    words = captions.webvtt(track.cues)
    (folder / clip.captions(language).name).write_text(words, encoding="utf-8")
    return path


def made_from(clip: Clip, customer: Customer, language: str) -> str:
    """Return a digest of what the clip says, who says it and where."""
    said = [(line.anger, line.text[language]) for line in clip.lines]
    parts = [said, astuple(customer), astuple(LOOKS[customer.look])]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def main(wanted: list[str]) -> None:
    """Make the clips of the exercises that are named, or else each that is missing or changed."""
    CLIPS.mkdir(exist_ok=True)
    known = _known()
    jobs = [
        (clip, exercise.customer, language)
        for exercise in library.load().exercises
        if exercise.customer
        for clip in exercise.clips
        for language in LANGUAGES
        if exercise.code in wanted
        or (
            not wanted
            and known.get(clip.video(language).name) != made_from(clip, exercise.customer, language)
        )
    ]
    with ProcessPoolExecutor(max_workers=2) as pool:
        made = [(job, pool.submit(make, *job, CLIPS)) for job in jobs]
        for job, path in ((job, one.result()) for job, one in made):
            print(f"{path.name:32} {path.stat().st_size / 1000:6.0f} kB", flush=True)
            _record({path.name: made_from(*job)})


def _known() -> dict[str, str]:
    known: dict[str, str] = json.loads(MADE_FROM.read_text()) if MADE_FROM.exists() else {}
    return known


def _record(digests: dict[str, str]) -> None:
    """Write down what the clips were made from, so that a test sees when the words changed."""
    text = json.dumps(_known() | digests, indent=0, sort_keys=True)
    MADE_FROM.write_text(f"{text}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
