"""Encodes pictures and sound into a file, by ffmpeg out of the imageio-ffmpeg wheel.

Two threads whatever the machine has, and no versions or dates in the file: the same input gives
the same bytes on the same kind of machine.
"""

import json
import subprocess
import tempfile
import wave
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import imageio_ffmpeg
from PIL import Image

from demo.speech import RATE

LOUDNESS_LUFS = -17.0
_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
_EXACT_SOUND = ["-flags:a", "+bitexact"]
H264 = ["-c:v", "libx264", "-preset", "slow", "-tune", "animation", "-pix_fmt", "yuv420p"]
AAC = ["-c:a", "aac", "-b:a", "64k", "-ar", "44100"]
FASTSTART = ["-movflags", "+faststart"]


class VideoError(RuntimeError):
    """ffmpeg refused; the message gives its last words."""


def make(
    path: Path,
    frames: Iterable[Image.Image],
    size: tuple[int, int],
    per_second: int,
    samples: "array[int]",
    options: Sequence[str],
) -> None:
    """Write `frames` (each of `size`) with `samples` (`RATE` a second) to `path`."""
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.wav"
        write_wave(sound, samples)
        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}"]
        pictures = [*raw, "-r", str(per_second), "-i", "pipe:0"]
        heard = ["-i", str(sound), "-af", _levelling(sound), "-shortest"]
        run(
            [*pictures, *heard, *options, *_EXACT, *_EXACT_SOUND, "-threads", "2", str(path)],
            (frame.tobytes() for frame in frames),
        )


def run(arguments: Sequence[str], chunks: Iterable[bytes] = ()) -> str:
    """Run ffmpeg, feeding it `chunks`, and return what it printed."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-y", *arguments]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said) as process:
            _feed(process, chunks)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if process.returncode:
        raise VideoError(words[-2000:])
    return words


def _feed(process: "subprocess.Popen[bytes]", chunks: Iterable[bytes]) -> None:
    assert process.stdin is not None  # noqa: S101 - Popen was told to make a pipe
    try:
        for chunk in chunks:
            process.stdin.write(chunk)
        process.stdin.close()
    except BrokenPipeError:
        return  # its exit status and words say why


def write_wave(path: Path, samples: "array[int]", rate: int = RATE) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def _levelling(sound: Path) -> str:
    """Return the filter that applies one gain to the whole clip, so that shouting stays louder than
    talking, and limits peaks."""
    gain = LOUDNESS_LUFS - _measured(sound)
    return f"highpass=f=80,volume={gain:.2f}dB,alimiter=limit=0.84:level=false"


def _measured(sound: Path) -> float:
    """Return the integrated loudness in LUFS."""
    said = run(["-i", str(sound), "-af", "loudnorm=print_format=json", "-f", "null", "-"])
    measured: dict[str, str] = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    return float(measured["input_i"])
