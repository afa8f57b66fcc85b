"""Migrating takes the line with the language out of captions, and no other line."""

from core.ids import new_id
from media.domain import webvtt
from media.models import Captions, Purpose, Video
from tests.cast import make_cast
from tests.migrations.before import Before, migrate

BEFORE = [("media", "0012_list_clips")]
CUE = "00:00.000 --> 00:01.000\nLanguage: nl\n"


def write() -> dict[str, str]:
    """Store captions of before, and return what becomes of each."""
    author = make_cast().author
    kept = {
        f"WEBVTT\nLanguage: nl\n\n{CUE}": f"WEBVTT\n\n{CUE}",
        f"WEBVTT\nLanguage: en\n\n{CUE}": f"WEBVTT\n\n{CUE}",
        f"WEBVTT\n\n{CUE}": f"WEBVTT\n\n{CUE}",
        f"WEBVTT - Language: nl\n\n{CUE}": f"WEBVTT - Language: nl\n\n{CUE}",
    }
    for text in kept:
        video = Video.objects.create(
            pk=new_id(), organisation=author.organisation, owner=author, purpose=Purpose.SCENE
        )
        Captions.objects.create(video=video, language="nl", text=text)
    return kept


def test_captions_that_named_their_language_can_be_saved_unchanged(
    before: Before[dict[str, str]],
) -> None:
    migrate()
    found = sorted(Captions.objects.values_list("text", flat=True))
    assert found == sorted(before.rows.values())
    assert [webvtt.checked(text) for text in found] == found
