"""Makes an employee's reply as phones and browsers would send it, for the tour and the tests.

    python -m demo.make_phone_clips

- `rotated.mp4`: H.264 and AAC, stored lying down with a display matrix that rotates it upright, and
  its index (moov) after the pictures, as a phone's camera writes it.
- `streamed.webm`: VP8 and Opus with neither duration nor cues, as Chrome's MediaRecorder writes it.

`fake_camera` writes the large files that Chromium can take for a camera and a microphone.
"""

import tempfile
from array import array
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
    """For Chromium's --use-file-for-fake-video-capture and --use-file-for-fake-audio-capture."""

    video: Path
    audio: Path


def rotated(path: Path, lying: tuple[int, int] = LYING) -> Path:
    """An upright reply stored as `lying` (width, height), with the matrix that rotates it back."""
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
    """A reply as a live stream: what came is playable, how long it is nobody wrote down."""
    track = _reply()
    vp8 = ["-c:v", "libvpx", "-b:v", "400k", "-deadline", "good", "-cpu-used", "4", "-g", "100"]
    opus = ["-c:a", "libopus", "-b:a", "48k", "-ar", "48000"]
    options = [*vp8, "-pix_fmt", "yuv420p", *opus, "-f", "webm", "-live", "1"]
    size = (width, width * 16 // 9)
    video.make(path, _frames(track, width), size, PER_SECOND, track.samples, options)
    return path


def fake_camera(folder: Path) -> FakeCamera:
    """Write a front camera that shows the employee replying, and a microphone that hears it.

    The camera is small and slow, 10 pictures/s, since a Chromium without a graphics card draws and
    encodes each picture on the processor. As Y4M, which carries its rate; Chromium loops it.
    """
    track = _reply()
    camera = FakeCamera(folder / "camera.y4m", folder / "voice.wav")
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{CAMERA[0]}x{CAMERA[1]}"]
    pictures = [*raw, "-r", str(CAMERA_PER_SECOND), "-i", "pipe:0", "-pix_fmt", "yuv420p"]
    shown = _frames(track, STREAMED_WIDTH, CAMERA_PER_SECOND)
    video.run([*pictures, str(camera.video)], (_cropped(frame).tobytes() for frame in shown))
    video.write_wave(camera.audio, _doubled(track.samples), 2 * RATE)
    return camera


def _reply() -> soundtrack.Track:
    return soundtrack.record([Line(0.15, {"nl": REPLY})], "nl", VOICE)


def _frames(
    track: soundtrack.Track, width: int, per_second: int = PER_SECOND
) -> Iterator[Image.Image]:
    look = LOOKS["employee"]
    poses = motion.poses(track, per_second, look.seed)
    return Portrait(look, "home", "", width).frames(poses)


def _cropped(frame: Image.Image) -> Image.Image:
    """The camera's landscape window around the face, a little soft as cheap cameras are."""
    high = frame.width * CAMERA[1] // CAMERA[0]
    top = (frame.height - high) // 3
    return frame.crop((0, top, frame.width, top + high)).resize(CAMERA)


def _doubled(samples: "array[int]") -> "array[int]":
    """44.1 kHz, which every sound system takes."""
    return array("h", (sample for one in samples for sample in (one, one)))


def main() -> None:
    PHONE.mkdir(exist_ok=True)
    for path in (rotated(PHONE / "rotated.mp4"), streamed(PHONE / "streamed.webm")):
        print(f"{path.name:16} {path.stat().st_size / 1000:6.0f} kB")


if __name__ == "__main__":
    main()
