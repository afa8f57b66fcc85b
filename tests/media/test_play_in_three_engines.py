"""Served files play and seek in Chromium, Firefox and WebKitGTK, all from Debian's packages."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from media import services
from media.models import Video
from tests import chromium, engines
from tests.cast import Cast
from tests.media import clips
from tests.media.recordings import playable
from tests.media.watching import granted
from tests.servers import Server

pytestmark = pytest.mark.django_db(transaction=True)

# Plays a moment, pauses, seeks to three quarters, and looks at what is drawn there.
WATCH = """
const [url, done] = arguments;
const video = document.createElement('video');
const steps = [];
const wait = name => new Promise(go => video.addEventListener(name, go, {once: true}));
const told = () => done({steps, width: video.videoWidth, height: video.videoHeight,
  duration: video.duration, at: video.currentTime});
video.addEventListener('error', () => { steps.push('error ' + video.error.code + ' '
  + video.error.message); told(); });
setTimeout(() => { steps.push('late'); told(); }, 40000);
video.muted = true; video.playsInline = true; video.preload = 'auto'; video.src = url;
document.body.replaceChildren(video);
(async () => {
  await wait('loadedmetadata'); steps.push('metadata');
  await video.play(); steps.push('playing');
  while (video.currentTime < 0.3) await new Promise(go => setTimeout(go, 50));
  video.pause(); steps.push('played');
  const seeked = wait('seeked');
  video.currentTime = video.duration * 0.75;
  await seeked; steps.push('seeked');
  const canvas = document.createElement('canvas');
  canvas.width = 64; canvas.height = 64;
  const paper = canvas.getContext('2d');
  paper.drawImage(video, 0, 0, 64, 64);
  const bright = paper.getImageData(0, 0, 64, 64).data.filter((v, i) => i % 4 < 3 && v > 60);
  steps.push(bright.length > 500 ? 'drawn' : 'dark');
  told();
})().catch(error => { steps.push(String(error)); told(); });
"""

KEEP_COOKIE = "const [cookie, done] = arguments; document.cookie = cookie; done(document.cookie);"


Make = Callable[[Path], Path]
KINDS: dict[str, Make] = {
    "repacked": lambda folder: clips.make(
        folder / "a.mp4", *clips.H264, *clips.AAC, size="640x480", seconds=3
    ),
    "encoded": lambda folder: clips.make(
        folder / "b.webm", *clips.VP8, *clips.OPUS, size="640x480", seconds=3
    ),
    "turned": clips.portrait_by_rotation,
    # Copied as it is, each of the three would stop at its damage.
    "damaged": clips.damaged_in_the_middle,
}


@dataclass(frozen=True)
class Watched:
    """Describes one file of one video, as the player is offered it."""

    kind: str
    video: Video
    url: str
    session: str


def files(cast: Cast, folder: Path) -> list[Watched]:
    """Every rendition of a video of each kind. Read before a browser starts: playwright's loop
    keeps Django from its database."""
    found = []
    for kind, make in KINDS.items():
        video = playable(cast.employee, make(folder))
        services.add_extras(video_id=video.pk)
        page = granted(video, cast.employee)
        found += [Watched(kind, video, each.url, page.session) for each in page.playback.renditions]
    return found


def needs(name: str) -> None:
    """Skip, or where all must be there fail, without this engine."""
    if packages := engines.missing(name):
        reason = f"{chromium.NOT_TESTED} {name}: apt-get install {packages}"
        if os.environ.get("KALM_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)


def watch(name: str, server: Server, wanted: list[Watched], drawn: str) -> None:
    """Every file plays, seeks and stands upright; `drawn` begins what a look at it says."""
    with engines.ENGINES[name]() as engine:
        for file in wanted:
            engine.go(f"{server.url}/admin/login/")  # a page of the same origin
            engine.run(KEEP_COOKIE, f"sessionid={file.session}; path=/")
            seen = engine.run(WATCH, file.url)
            told = (file.kind, seen)
            *played, looked = seen["steps"]
            assert played == ["metadata", "playing", "played", "seeked"], told
            assert looked.startswith(drawn), told
            assert file.video.duration_ms
            assert abs(seen["duration"] * 1000 - file.video.duration_ms) < 150, told
            assert abs(seen["at"] - seen["duration"] * 0.75) < 0.2, told
            assert (seen["width"] > seen["height"]) == (file.kind != "turned"), told


@pytest.mark.parametrize("store", ["local"], indirect=True)
def test_every_file_plays_in_every_engine(
    server: Server, committed_cast: Cast, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    wanted = files(committed_cast, tmp_path)
    for name in engines.ENGINES:
        with subtests.test(engine=name):
            needs(name)
            watch(name, server, wanted, "drawn")


@pytest.mark.parametrize("store", ["objects"], indirect=True)
def test_every_file_plays_from_a_bucket(
    server: Server, committed_cast: Cast, tmp_path: Path
) -> None:
    """In the engine that is most particular about ranges."""
    needs("webkit")
    wanted = files(committed_cast, tmp_path)
    # It comes from another origin, whose pictures no script may read.
    watch("webkit", server, wanted, "SecurityError")
