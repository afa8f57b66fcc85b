"""The progress of a recording that is encoded is true, and never less than before."""

from pathlib import Path

import pytest

from media.models import Video
from media.services import preparing, processing
from media.services.conversion import Watch, convert, probe
from media.services.heartbeat import Heartbeat
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import received


def long_webm(folder: Path) -> Path:
    """Takes a moment to encode; no header says how long it is."""
    kind = [*clips.VP8, *clips.OPUS, "-live", "1"]
    return clips.make(folder / "long.webm", *kind, size="640x480", seconds=8)


def test_it_grows_with_the_work_also_where_no_header_tells_the_length(tmp_path: Path) -> None:
    clip, told = long_webm(tmp_path), list[int]()
    assert b"\x44\x89" not in clip.read_bytes()[:400]  # the element that would hold a duration
    out = tmp_path / "out"
    out.mkdir()
    convert(clip, out, Watch(progress=told.append))
    assert abs(probe(clip).duration_ms - 8_000) < 100
    assert told == sorted(told)
    assert told[-1] == 99
    assert all(0 <= percent <= 99 for percent in told), told


@pytest.mark.django_db(transaction=True)
def test_the_row_never_goes_back(committed_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "PROGRESS_EVERY", 0)
    video = received(committed_cast.employee, b"x" * 100)
    claim = processing.claim_video(video_id=video.pk)
    assert claim
    progress, seen = preparing._Progress(Heartbeat(claim)), []
    for percent in (0, 10, 5, 10, 40, 39, 99):
        progress.tell(percent)
        seen.append(Video.objects.values_list("progress", flat=True).get(pk=video.pk))
    assert seen == [0, 10, 10, 10, 40, 40, 99]
