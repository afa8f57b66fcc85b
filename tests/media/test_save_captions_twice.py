"""Two tabs or two authors at one recording's captions never overwrite each other unseen."""

from functools import partial
from typing import Any

import pytest

from media import services
from media.models import Captions, Video
from tests.at_once import at_once
from tests.cast import Api, Cast, code_of
from tests.media.recordings import received
from tests.media.test_put_captions import CHANGED, GOOD, path_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
THEIRS = GOOD.replace("boos", "bezorgd")
NOTHING_YET = {"If-None-Match": "*"}


@pytest.fixture
def video(committed_cast: Cast) -> Video:
    return received(committed_cast.employee, b"x" * 100)


@pytest.fixture
def client(committed_cast: Cast, api: Api) -> Any:
    return api(committed_cast.employee)


def refused(answer: Any, current: str | None) -> None:
    """Check that the answer refuses a save, and says what stands there now."""
    assert (answer.status_code, code_of(answer)) == (412, "captions_changed")
    now = answer.json()["current"]
    assert (now and now["text"]) == current


def test_who_saw_an_older_text_changes_nothing_and_is_told_what_is_there(
    client: Any, video: Video
) -> None:
    seen = client.put(path_of(video), {"text": GOOD}, headers=NOTHING_YET)["ETag"]
    theirs = client.put(path_of(video), {"text": THEIRS}, headers={"If-Match": seen})
    mine = client.put(path_of(video), {"text": CHANGED}, headers={"If-Match": seen})
    refused(mine, THEIRS)
    assert f'"{mine.json()["current"]["version"]}"' == theirs["ETag"]
    refused(client.delete(path_of(video), headers={"If-Match": seen}), THEIRS)
    assert Captions.objects.get().text == THEIRS
    again = client.put(path_of(video), {"text": CHANGED}, headers={"If-Match": theirs["ETag"]})
    assert (again.status_code, again.json()["text"]) == (200, CHANGED)


def test_who_saw_none_does_not_overwrite_the_first(client: Any, video: Video) -> None:
    client.put(path_of(video), {"text": THEIRS}, headers=NOTHING_YET)
    refused(client.put(path_of(video), {"text": GOOD}, headers=NOTHING_YET), THEIRS)


def test_what_was_removed_meanwhile_is_not_written_again_unseen(client: Any, video: Video) -> None:
    seen = client.put(path_of(video), {"text": GOOD})["ETag"]
    client.delete(path_of(video), headers={"If-Match": seen})
    refused(client.put(path_of(video), {"text": CHANGED}, headers={"If-Match": seen}), None)


def test_a_change_that_names_no_state_is_refused(client: Any, video: Video) -> None:
    client.put(path_of(video), {"text": GOOD})
    for answer in (
        client.put(path_of(video), {"text": CHANGED}),
        client.delete(path_of(video)),
    ):
        assert (answer.status_code, code_of(answer)) == (428, "if_match_required")
    assert Captions.objects.get().text == GOOD


def test_the_same_save_again_is_answered_with_what_is_saved(client: Any, video: Video) -> None:
    """A phone that got no answer repeats its request."""
    first = client.put(path_of(video), {"text": GOOD}, headers=NOTHING_YET)
    again = client.put(path_of(video), {"text": GOOD}, headers=NOTHING_YET)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first["ETag"] == again["ETag"]


def test_of_two_saves_at_the_same_instant_one_is_refused(
    committed_cast: Cast, api: Api, video: Video
) -> None:
    seen = api(committed_cast.employee).put(path_of(video), {"text": GOOD})["ETag"]
    saves = [
        partial(
            api(committed_cast.employee).put,
            path_of(video),
            {"text": text},
            headers={"If-Match": seen},
        )
        for text in (CHANGED, THEIRS)
    ]
    answers = at_once(*saves)
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    (saved,) = (answer.json()["text"] for answer in answers if answer.status_code == 200)
    assert Captions.objects.get().text == saved


def test_a_first_version_from_the_speech_is_not_overwritten_unseen(
    client: Any, video: Video
) -> None:
    services.put_captions(video=video, language="nl", text=THEIRS)
    refused(client.put(path_of(video), {"text": GOOD}, headers=NOTHING_YET), THEIRS)
