"""The stand-ins' voices follow their anger."""

import pytest

from demo.shapes import Line, Voice
from demo.soundtrack import loudness, record
from demo.speech import RATE, SpeechError, delivery, say

pytestmark = pytest.mark.slow

VOICE = Voice("f2", 50, 170)


def test_it_says_the_same_text_the_same_way_each_time() -> None:
    assert say("Dit is de derde keer.", "nl", VOICE, 0.9) == say(
        "Dit is de derde keer.", "nl", VOICE, 0.9
    )


def test_it_speaks_faster_higher_and_livelier_when_angry() -> None:
    calm, angry = delivery(VOICE, 0), delivery(VOICE, 1)
    assert (angry.speed, angry.pitch, angry.swing) > (calm.speed, calm.pitch, calm.swing)
    text = "Ik sta hier voor een dicht poortje."
    assert len(say(text, "nl", VOICE, 1)) < len(say(text, "nl", VOICE, 0))


def test_it_speaks_louder_when_angry() -> None:
    lines = [Line(1, {"nl": "Ik wacht."}), Line(0, {"nl": "Ik wacht."})]
    track = record(lines, "nl", VOICE)
    angry, calm = (
        track.samples[cue.start_ms * RATE // 1000 : cue.end_ms * RATE // 1000] for cue in track.cues
    )
    assert max(angry) > 1.4 * max(calm)


def test_it_is_silent_before_between_and_after_the_lines() -> None:
    track = record([Line(0.5, {"en": "Yes."}), Line(0.5, {"en": "No."})], "en", VOICE)
    first, second = track.cues
    assert 0 < first.start_ms < first.end_ms < second.start_ms < second.end_ms < track.duration_ms
    levels = loudness(track.samples, 100)
    assert max(levels[: first.start_ms // 10]) == 0
    assert max(levels[second.end_ms // 10 + 1 :]) == 0


def test_it_refuses_a_voice_that_does_not_exist() -> None:
    with pytest.raises(SpeechError, match="no voice"):
        say("Hallo.", "xx", VOICE, 0.5)
