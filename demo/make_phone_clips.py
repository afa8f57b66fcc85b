"""Makes an employee's reply as phones and browsers would send it, for the tour and the tests.

    python -m demo.make_phone_clips

- `rotated.mp4`: H.264 and AAC, stored lying down with a display matrix that rotates it upright, and
  its index (moov) after the pictures, as a phone's camera writes it.
- `streamed.webm`: VP8 and Opus with neither duration nor cues, as Chrome's MediaRecorder writes it.

`fake_camera` writes the large files that Chromium can take for a camera and a microphone.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from demo import motion, soundtrack, video
from demo.looks import LOOKS
from demo.portrait import Portrait
from demo.shapes import Line, Voice
from demo.speech import RATE

PHONE = Path(__file__).parent / "phone"
REPLY = "Wat vervelend, en dat op je eerste dag. Ik kijk even met je mee."
VOICE = Voice("f4", 46, 172)
LYING = (1280, 720)
STREAMED_WIDTH = 360
CAMERA = (320, 240)
CAMERA_PER_SECOND = 10
PER_SECOND = 30


@dataclass(frozen=True)
class FakeCamera:
    """Names the files for Chromium's --use-file-for-fake-video-capture and
    --use-file-for-fake-audio-capture."""

    video: Path
    audio: Path


def rotated(path: Path, lying: tuple[int, int] = LYING) -> Path:
    """Make an upright reply stored as `lying` (width, height), with the matrix that rotates it
    back."""
    track = _reply()
    sideways = (one.transpose(Image.Transpose.ROTATE_90) for one in _frames(track, lying[1]))
    options = [*video.H264, "-crf", "29", *video.AAC]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.mp4"
        video.make(plain, sideways, lying, PER_SECOND, track.samples, options)
        turned = ["-display_rotation:v:0", "-90", "-i", str(plain)]
        video.run([*turned, "-c", "copy", "-fflags", "+bitexact", str(path)])
    return path


def streamed(path: Path, width: int = STREAMED_WIDTH) -> Path:
    """Make a reply as a live stream, which plays as far as it came and does not say how long it
    is."""
    track = _reply()
    vp8 = ["-c:v", "libvpx", "-b:v", "400k", "-deadline", "good", "-cpu-used", "4", "-g", "100"]
    opus = ["-c:a", "libopus", "-b:a", "48k", "-ar", "48000"]
    options = [*vp8, "-pix_fmt", "yuv420p", *opus, "-f", "webm", "-live", "1"]
    size = (width, width * 16 // 9)
    video.make(path, _frames(track, width), size, PER_SECOND, track.samples, options)
    return path


def fake_camera(folder: Path) -> FakeCamera:
    """Write a front camera that shows the employee replying, and a microphone that hears it, out of
    `streamed.webm`.

    The camera is small and slow, 10 pictures/s, since a Chromium without a graphics card draws and
    encodes each picture on the processor. It is a landscape window around the face. As Y4M, which
    carries its rate; Chromium loops it. The sound has 44.1 kHz, which every sound system takes.
    """
    camera = FakeCamera(folder / "camera.y4m", folder / "voice.wav")
    width, height = CAMERA
    window = f"crop=iw:iw*{height}/{width}:0:(ih-oh)/3,scale={width}:{height}"
    shown = ["-vf", f"fps={CAMERA_PER_SECOND},{window}", "-pix_fmt", "yuv420p", str(camera.video)]
    heard = ["-ac", "1", "-ar", str(2 * RATE), "-fflags", "+bitexact", str(camera.audio)]
    video.run(["-i", str(PHONE / "streamed.webm"), "-an", *shown, "-vn", *heard])
    return camera


def _reply() -> soundtrack.Track:
    return soundtrack.record([Line(0.15, {"nl": REPLY})], "nl", VOICE)


def _frames(track: soundtrack.Track, width: int) -> Iterator[Image.Image]:
    look = LOOKS["employee"]
    poses = motion.poses(track, PER_SECOND, look.seed)
    return Portrait(look, "home", "", width).frames(poses)


def main() -> None:
    PHONE.mkdir(exist_ok=True)
    for path in (rotated(PHONE / "rotated.mp4"), streamed(PHONE / "streamed.webm")):
        print(f"{path.name:16} {path.stat().st_size / 1000:6.0f} kB")


if __name__ == "__main__":
    main()
