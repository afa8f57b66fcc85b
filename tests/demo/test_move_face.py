"""Faces move with their sound."""

import random
from dataclasses import replace
from statistics import correlation

from PIL import Image

from demo import face
from demo.looks import LOOKS
from demo.motion import Pose, blinks, mouth_openness, poses
from demo.pen import Pen
from demo.shapes import Line, Voice
from demo.soundtrack import loudness, record

CALM = Pose(mouth=0, spread=0, anger=0, lids=0, lean=(0, 0), tilt=0, breath=0)
MOUTH_INSIDE = (78, 28, 32)


def head(pose: Pose) -> Image.Image:
    image = Image.new("RGB", (420, 560), (255, 255, 255))
    face.draw(Pen(image, 1, (210, 260)), LOOKS["caller"], pose)
    return image


def pixels(image: Image.Image, colour: tuple[int, int, int]) -> int:
    return {found: count for count, found in image.getcolors(maxcolors=65536) or []}.get(colour, 0)


def test_it_keeps_the_mouth_shut_in_silence() -> None:
    assert mouth_openness([0, 0.01, 0.05, 0]) == [0, 0, 0, 0]


def test_it_opens_the_mouth_wider_for_louder_sound() -> None:
    openness = [mouth_openness([level])[0] for level in (0.1, 0.3, 0.6, 1.0)]
    assert openness == sorted(openness)
    assert openness[-1] == 1.0


def test_it_opens_at_once_and_closes_softly() -> None:
    openness = mouth_openness([1.0, 0, 0, 0, 0, 0, 0])
    assert openness[0] == 1.0
    assert openness == sorted(openness, reverse=True)
    assert 0 < openness[1] < 1
    assert openness[-1] == 0


def test_it_follows_the_loudness_of_real_speech() -> None:
    track = record([Line(0.8, {"en": "Six weeks with a bucket."})], "en", Voice("f4", 40, 164))
    openness = [one.mouth for one in poses(track, 25, seed=3)]
    assert correlation(openness, loudness(track.samples, 25)) > 0.85


def test_it_follows_the_loudness_of_noise() -> None:
    dice = random.Random(1)
    levels = [dice.random() for _ in range(200)]
    assert correlation(mouth_openness(levels), levels) > 0.8


def test_it_draws_a_more_open_mouth_with_more_dark_inside() -> None:
    insides = [pixels(head(replace(CALM, mouth=open_)), MOUTH_INSIDE) for open_ in (0, 0.4, 1.0)]
    assert insides[0] == 0
    assert 0 < insides[1] < insides[2]


def test_it_grows_redder_with_anger() -> None:
    def cheek(anger: float) -> tuple[int, int, int]:
        red, green, blue = head(replace(CALM, anger=anger)).getpixel((210 + 66, 260 + 60))  # type: ignore[misc]  # RGB
        return red, green, blue

    calm, angry = cheek(0), cheek(1)
    assert angry[0] - angry[1] > calm[0] - calm[1]


def test_it_calms_down_over_the_clip() -> None:
    lines = [Line(1, {"en": "No!"}), Line(0.2, {"en": "Sorry."})]
    angers = [one.anger for one in poses(record(lines, "en", Voice("m3", 40, 170)), 25, seed=1)]
    assert angers[0] > 0.9
    assert angers[-1] < 0.2


def test_it_blinks_every_few_seconds() -> None:
    shut = [at for at, lids in enumerate(blinks(500, 25, seed=2)) if lids == 1.0]
    starts = [at for at in shut if at - 1 not in shut]
    assert 4 <= len(starts) <= 12
