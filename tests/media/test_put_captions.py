"""An owner writes captions; whoever watches gets them, and nothing but captions."""

from pathlib import Path

import pytest

from accounts import services as accounts
from accounts.models import Role
from media import services
from media.domain import webvtt
from media.domain.webvtt import Cue
from media.models import Captions, Purpose, Video
from tests.cast import Api, Cast, code_of
from tests.media import clips
from tests.media.recordings import playable, received
from tests.media.watching import granted

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "WEBVTT\n\n00:00.000 --> 00:01.500\nIk begrijp dat u boos bent.\n"
CHANGED = GOOD.replace("boos", "teleurgesteld")


def path_of(video: Video, language: str = "nl") -> str:
    return f"/api/v1/haven/videos/{video.pk}/captions/{language}"


@pytest.fixture
def video(committed_cast: Cast) -> Video:
    return received(committed_cast.employee, b"x" * 100)


def test_the_owner_writes_reads_changes_and_removes_them(
    committed_cast: Cast, api: Api, video: Video
) -> None:
    client, path = api(committed_cast.employee), path_of(video)
    assert code_of(client.get(path)) == "not_found"
    assert client.put(path, {"text": GOOD}).status_code == 201
    stored = client.get(path)
    assert stored.json() == {"language": "nl", "text": GOOD, "version": stored["ETag"].strip('"')}
    changed = client.put(path, {"text": CHANGED}, headers={"If-Match": stored["ETag"]})
    assert (changed.status_code, changed.json()["text"]) == (200, CHANGED)
    assert client.get(path).json()["text"] == CHANGED
    for _ in range(2):
        assert client.delete(path, headers={"If-Match": changed["ETag"]}).status_code == 204
    assert code_of(client.get(path)) == "not_found"


@pytest.fixture
def clip(committed_cast: Cast) -> Video:
    video = received(committed_cast.author, b"x" * 100)
    Video.objects.filter(pk=video.pk).update(purpose=Purpose.SCENE)
    return video


def test_who_is_no_author_any_more_changes_no_customers_clip(
    committed_cast: Cast, api: Api, clip: Video
) -> None:
    author, path = committed_cast.author, path_of(clip)
    client = api(author)
    assert client.put(path, {"text": GOOD}).status_code == 201
    accounts.change_roles(actor=committed_cast.admin, membership=author, roles=[Role.EMPLOYEE])
    for answer in (
        client.put(path, {"text": GOOD.replace("boos", "blij")}),
        client.get(path),
        client.delete(path),
        client.post(f"{path}/draft"),
        client.get(f"/api/v1/haven/videos/{clip.pk}/playback"),
        client.get(f"/api/v1/haven/videos/{clip.pk}"),
    ):
        assert (answer.status_code, code_of(answer)) == (404, "not_found")
    assert Captions.objects.get(video=clip).text == GOOD
    accounts.change_roles(actor=committed_cast.admin, membership=author, roles=[Role.AUTHOR])
    assert client.get(path).status_code == 200


def test_a_take_stays_its_makers_whatever_their_roles(
    committed_cast: Cast, api: Api, video: Video
) -> None:
    accounts.change_roles(
        actor=committed_cast.admin, membership=committed_cast.employee, roles=[Role.MANAGER]
    )
    client = api(committed_cast.employee)
    assert client.put(path_of(video), {"text": GOOD}).status_code == 201


def test_a_customers_clip_keeps_them(committed_cast: Cast, api: Api, clip: Video) -> None:
    """An exercise may stand on it; its author changes them instead."""
    client, path = api(committed_cast.author), path_of(clip)
    assert client.put(path, {"text": GOOD}).status_code == 201
    answer = client.delete(path)
    assert (answer.status_code, code_of(answer)) == (409, "captions_needed")
    seen = {"If-Match": client.get(path)["ETag"]}
    for text in ("WEBVTT\n", "WEBVTT\n\nNOTE nothing yet\n"):
        answer = client.put(path, {"text": text}, headers=seen)
        assert (answer.status_code, code_of(answer)) == (409, "captions_needed")
    assert client.get(path).json()["text"] == GOOD


def test_whoever_watches_gets_them(committed_cast: Cast, tmp_path: Path) -> None:
    video = playable(committed_cast.employee, clips.mp4(tmp_path))
    services.put_captions(video=video, language="nl", text=GOOD)
    playback = granted(video, committed_cast.coach, "review").playback
    assert [link.language for link in playback.captions] == ["nl"]


def test_nobody_else_writes_them(committed_cast: Cast, api: Api, video: Video) -> None:
    for other in (committed_cast.teammate, committed_cast.coach, committed_cast.admin):
        answer = api(other).put(path_of(video), {"text": GOOD})
        assert code_of(answer) == "not_found"
    assert not Captions.objects.exists()


def test_a_language_that_we_do_not_speak_is_not_found(
    committed_cast: Cast, api: Api, video: Video
) -> None:
    answer = api(committed_cast.employee).put(path_of(video, "xx"), {"text": GOOD})
    assert code_of(answer) == "not_found"


def test_the_line_at_fault_is_named(committed_cast: Cast, api: Api, video: Video) -> None:
    text = GOOD + "\n00:02.000 --> 00:01.000\nTe vroeg\n"
    answer = api(committed_cast.employee).put(path_of(video), {"text": text})
    assert (answer.status_code, code_of(answer)) == (400, "captions_invalid")
    [part] = answer.json()["errors"]
    assert (part["code"], part["attr"]) == ("ends_before_it_starts", "text:6")
    assert part["detail"] == "Deze tekst eindigt voordat hij begint."


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT",
        "\ufeffWEBVTT - a title\r\n\r\n1\r\n00:01.000 --> 00:02.000 align:start line:90%\r\nHé\r\n",
        "WEBVTT\n\nNOTE made by hand\n\n100:00:00.000 --> 100:00:01.000\n<v Ann>Yes & <i>no</i>\n",
        "WEBVTT\n\n00:01.000 --> 00:05.000\nOne <00:02.000>two\n\n00:01.000 --> 00:02.000\nBoth\n",
    ],
)
def test_what_webvtt_allows_is_taken(text: str) -> None:
    assert "\r" not in webvtt.checked(text)


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("", "no_header", 1),
        ("WEBVTTT\n", "no_header", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "no_header", 1),
        ("WEBVTT\n00:01.000 --> 00:02.000\nx", "no_empty_line_after_header", 2),
        ("WEBVTT\n\nJust text\n", "no_timing", 3),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nx", "timing_malformed", 3),
        ("WEBVTT\n\n00:61.000 --> 01:02.000\nx", "timing_malformed", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 onclick=x\nx", "timing_malformed", 3),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nx", "ends_before_it_starts", 3),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny",
            "out_of_order",
            6,
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny", "arrow_in_text", 5),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>x</script>", "tag_not_taken", 4),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x onerror=y>", "tag_not_taken", 4),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n1 < 2", "tag_not_taken", 4),
        ("WEBVTT\n\nSTYLE\n::cue { background: url(//evil) }\n", "style_not_taken", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b", "no_text", 4),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\u200b\u3164\n", "shows_nothing", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>&nbsp;&lrm;</v>\n", "shows_nothing", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "shows_nothing", 3),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n1\n00:03.000 --> 00:04.000\n \u2800",
            "shows_nothing",
            7,
        ),
        ("WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\n<script>x</script>", "arrow_in_text", 4),
        ("WEBVTT\n\n\u0660\u0660:\u0660\u0661.000 --> 00:02.000\nx", "timing_malformed", 3),
        ("WEBVTT\n\n" + "x" * webvtt.MAX_CHARACTERS, "too_long", 1),
    ],
)
def test_what_a_player_could_stumble_over_is_refused(text: str, why: str, line: int) -> None:
    with pytest.raises(webvtt.Invalid) as refusal:
        webvtt.checked(text)
    assert (refusal.value.why, refusal.value.line) == (why, line)


def test_a_line_of_spaces_ends_a_cue_for_players_too() -> None:
    """Or what follows it, which we take for a note, would be shown."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n \t\nNOTE <script>\n"
    assert webvtt.checked(text) == text.replace(" \t\n", "\n")


def test_cues_become_text_that_is_taken() -> None:
    cues = [Cue(61_500, 63_000, "a <b> & c\n\nd"), Cue(0, 900, " First "), Cue(5, 5, "nothing")]
    cues.append(Cue(1000, 2000, "\u200b"))
    text = webvtt.written(cues)
    assert webvtt.checked(text) == text
    assert text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nFirst\n\n"
        "00:01:01.500 --> 00:01:03.000\na &lt;b&gt; &amp; c\nd\n"
    )


def test_bad_bodies_are_refused_by_name(committed_cast: Cast, api: Api, video: Video) -> None:
    client = api(committed_cast.employee)
    for body in ({}, {"text": 5}, {"text": ["WEBVTT"]}, {"text": ""}):
        assert client.put(path_of(video), body).status_code == 400, body
