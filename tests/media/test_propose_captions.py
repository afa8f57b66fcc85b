"""A spoken text becomes captions that are spread over the speech, for the author to adjust."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from media.domain import scripts, webvtt
from media.domain.speech import Span, spans_of_speech
from media.domain.webvtt import Cue
from media.models import Captions, Purpose, Video, VideoState
from tests.cast import Api, Cast, code_of
from tests.media import clips
from tests.media.recordings import imported

pytestmark = pytest.mark.slow

WORDS = [
    *("ik", "sta", "wachten", "&", "<b>", "-->", "nee!", "ja.", "geld,", "(en)", "één", "'t"),
    *("klantenservicemedewerker", "https://voorbeeld.example/een/heel/lang/adres/zonder/einde"),
    *("'Waarom?'", "niemand;", "...", "\n", "\n\n"),
]
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
speeches = st.lists(st.floats(0, 1), max_size=10).map(sorted)


@given(texts, speeches, st.integers(500, 120_000))
def test_cues_are_in_order_apart_inside_and_hold_every_word(
    script: str, moments: list[float], duration_ms: int
) -> None:
    at = [round(part * duration_ms) for part in moments]
    speech = [Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)]
    try:
        cues = scripts.cues_of(script, speech, duration_ms)
    except scripts.TooMuch:
        assume(False)
    assert " ".join(cue.text for cue in cues).split() == script.split()
    latest = 0
    for cue in cues:
        assert latest <= cue.start < cue.end <= duration_ms
        assert cue.end - cue.start <= scripts.LONGEST
        assert cue.end - cue.start >= min(scripts.SHORTEST, duration_ms // len(cues))
        lines = cue.text.split("\n")
        assert len(lines) <= scripts.LINES
        assert all(len(line) <= scripts.LINE or " " not in line for line in lines)
        latest = cue.end
    written = webvtt.written(cues)
    assert webvtt.checked(written) == written


@given(st.lists(st.integers(0, 100), max_size=200), st.integers(1, 900_000))
def test_speech_is_found_in_order_and_inside(peaks: list[int], duration_ms: int) -> None:
    latest = -1
    spans = spans_of_speech(peaks, duration_ms)
    assert spans
    for span in spans:
        assert latest < span.start < span.end <= duration_ms
        latest = span.end


def peaks_of(*parts: tuple[int, int]) -> list[int]:
    """Return so many parts of each loudness, one after the other."""
    return [loud for count, loud in parts for _ in range(count)]


def test_a_sentence_begins_after_the_pause_before_it() -> None:
    """20 s: speech from 2 to 8 s, and from 14 to 20 s."""
    peaks = peaks_of((20, 1), (60, 40), (60, 1), (60, 45))
    speech = spans_of_speech(peaks, 20_000)
    assert speech == [Span(2000, 8000), Span(14_000, 20_000)]
    script = "Ik sta hier al een half uur te wachten en niemand helpt mij! Wat gaat u daaraan doen?"
    first, second, _ = scripts.cues_of(f"{script} Ik wil mijn geld terug.", speech, 20_000)
    assert first == Cue(2000, 8000, "Ik sta hier al een half uur te\nwachten en niemand helpt mij!")
    assert second.start == 14_000


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    sentence = (
        "U heeft mij aan de telefoon beloofd dat het vandaag klaar zou liggen, en nu zegt u dat ik "
        "morgen nog maar eens terug moet komen."
    )
    first, second = scripts.cues_of(sentence, [], 8000)
    assert first.text.endswith("zou liggen,")
    assert second.text.startswith("en nu zegt u")


def test_short_cries_share_a_caption() -> None:
    [only] = scripts.cues_of("Nee. Nee! Ga weg.", [], 1500)
    assert only == Cue(0, 1500, "Nee. Nee! Ga weg.")


@pytest.fixture
def clip(cast: Cast, tmp_path: Path) -> Video:
    """A ready clip of two seconds with a tone from beginning to end."""
    return imported(cast.author, clips.mp4(tmp_path), {})


def propose(api: Api, cast: Cast, clip: Video, script: Any, language: str = "nl") -> Any:
    path = f"/api/v1/haven/videos/{clip.pk}/captions/{language}/proposal"
    return api(cast.author).post(path, {"script": script})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_author_gets_captions_to_adjust_and_saves_them(
    api: Api, cast: Cast, clip: Video, language: str
) -> None:
    answer = propose(api, cast, clip, "Ik wil <nu> geholpen worden!", language)
    assert answer.status_code == 200, answer.content
    text = answer.json()["text"]
    start, arrow, end, *said = text.split("\n", 2)[2].split(maxsplit=3)
    assert (start, arrow) == ("00:00:00.000", "-->")
    assert "00:00:01.900" <= end <= f"00:00:02.{clip.duration_ms or 0:03}"
    assert said == ["Ik wil &lt;nu&gt; geholpen worden!\n"]
    assert not Captions.objects.exists()
    path = f"/api/v1/haven/videos/{clip.pk}/captions/{language}"
    assert api(cast.author).put(path, {"text": text}).status_code == 201


def test_captions_leave_out_the_silence_at_the_beginning(api: Api, cast: Cast, clip: Video) -> None:
    Video.objects.filter(pk=clip.pk).update(peaks=peaks_of((100, 0), (100, 50)), duration_ms=4000)
    text = propose(api, cast, clip, "Ik wil nu geholpen worden!").json()["text"]
    assert "00:00:02.000 --> 00:00:04.000" in text


@pytest.mark.parametrize(
    ("script", "code"),
    [("", "invalid"), (" \u200b ", "invalid"), (7, "invalid"), ("ja " * 60, "script_too_long")],
)
def test_no_text_and_too_much_text_are_refused(
    api: Api, cast: Cast, clip: Video, script: Any, code: str
) -> None:
    answer = propose(api, cast, clip, script)
    assert (answer.status_code, code_of(answer)) == (400, code)


@pytest.mark.parametrize("script", ["ja " * 6666, "j " * 9999, "." * 19_990 + "x"])
def test_the_longest_text_is_cut_though_it_has_no_sentences(
    api: Api, cast: Cast, clip: Video, script: str
) -> None:
    """Words that a program wrote down have no full stops. To try each way of cutting them takes
    hours."""
    Video.objects.filter(pk=clip.pk).update(duration_ms=900_000)
    answer = propose(api, cast, clip, script)
    assert answer.status_code == 200, answer.content
    cues = [block.split("\n")[1:] for block in answer.json()["text"].split("\n\n")[1:]]
    assert " ".join(" ".join(lines) for lines in cues).split() == script.split()


def test_a_clip_that_is_not_ready_and_a_foreign_language_are_refused(
    api: Api, cast: Cast, clip: Video
) -> None:
    assert code_of(propose(api, cast, clip, "Ja", "fr")) == "not_found"
    Video.objects.filter(pk=clip.pk).update(state=VideoState.PROCESSING)
    answer = propose(api, cast, clip, "Ja")
    assert (answer.status_code, code_of(answer)) == (409, "video_not_ready")


def test_authors_write_the_captions_of_each_others_clips_and_nobody_elses(
    api: Api, cast: Cast, clip: Video
) -> None:
    Video.objects.filter(pk=clip.pk).update(owner=cast.admin)
    path = f"/api/v1/haven/videos/{clip.pk}/captions/nl"
    text = propose(api, cast, clip, "Ik wacht.").json()["text"]
    assert api(cast.author).put(path, {"text": text}).status_code == 201
    for other in (cast.employee, cast.coach, cast.admin, cast.stranger):
        assert code_of(api(other).get(path)) == "not_found"
    Video.objects.filter(pk=clip.pk).update(purpose=Purpose.TAKE)
    assert code_of(api(cast.author).get(path)) == "not_found"
