"""Recordings as phones make them, drawn and encoded on the spot: small, and each odd in its way."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from tests import prepared

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
AAC = ["-c:a", "aac", "-b:a", "64k"]
VP8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k"]
OPUS = ["-c:a", "libopus", "-b:a", "32k"]


def make(
    target: Path, *options: str, size: str = "320x240", seconds: float = 2, sound: bool = True
) -> Path:
    """A test picture (and tone) of `seconds` s, encoded with `options`."""
    inputs = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=15:duration={seconds}"]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"]
    return run(*inputs, *options, str(target))


def mp4(folder: Path, **options: Any) -> Path:
    """Make a clip as most phones send it: H.264 and AAC, with the index at the end."""
    return make(folder / "clip.mp4", *H264, *AAC, **options)


def portrait_by_rotation(folder: Path) -> Path:
    """Make a camera roll's clip: lying pictures with a matrix that rotates them, and a place."""
    lying = mp4(folder)
    turned = ["-display_rotation:v:0", "90", "-i", str(lying), "-c", "copy"]
    place = ["-metadata", "location=+52.3702+004.8952/", "-movflags", "use_metadata_tags"]
    return run(*turned, *place, str(folder / "portrait.mp4"))


def fragmented(folder: Path) -> Path:
    """Make a clip as a recorder on iOS sends it: fragments, and a header that says 0."""
    flags = ["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-g", "15"]
    return make(folder / "fragmented.mp4", *H264, *AAC, *flags)


def webm_without_duration(folder: Path) -> Path:
    """Make a clip as Chrome's recorder sends it: a live WebM, without duration or cues."""
    return make(folder / "live.webm", *VP8, *OPUS, "-live", "1")


def hevc_hlg(folder: Path) -> Path:
    """Make an iPhone's clip: HEVC in 10 bits, HLG, in a .mov."""
    colour = "colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc:log-level=none"
    codec = ["-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"]
    tags = ["-color_trc", "arib-std-b67", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"]
    return make(folder / "hdr.mov", *codec, "-x265-params", colour, *tags, *AAC, seconds=1)


def silent(folder: Path) -> Path:
    return make(folder / "silent.mp4", *H264, sound=False)


def sound_only(folder: Path) -> Path:
    return run("-f", "lavfi", "-i", "sine=duration=2", *OPUS, str(folder / "sound.webm"))


def odd_size(folder: Path) -> Path:
    """A size that H.264 in 4:2:0 can't have."""
    return make(folder / "odd.webm", *VP8, *OPUS, size="321x241")


def cut_off(folder: Path) -> Path:
    """The first two thirds of a WebM whose phone died."""
    whole = webm_without_duration(folder).read_bytes()
    cut = folder / "cut.webm"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    return cut


def cut_off_mp4(folder: Path) -> Path:
    """The first two thirds of an mp4 whose index is in front."""
    whole = make(folder / "whole.mp4", *H264, *AAC, "-movflags", "+faststart").read_bytes()
    cut = folder / "cut_off.mp4"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    return cut


def cut_off_fragments(folder: Path) -> Path:
    """The first two thirds of what a recorder on iOS sends."""
    whole = fragmented(folder).read_bytes()
    cut = folder / "cut_fragments.mp4"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    return cut


def damaged_in_the_middle(folder: Path) -> Path:
    """Bytes in the middle that are not those that were written."""
    clip = mp4(folder)
    content = bytearray(clip.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = bytes(range(256))[::-1] + bytes(144)
    clip.write_bytes(content)
    return clip


def variable_rate(folder: Path) -> Path:
    """Pictures that come when the phone finds the time."""
    rate = ["-vf", "select='lt(mod(n,7),4)'", "-fps_mode", "vfr"]
    return make(folder / "variable.mp4", *H264, *AAC, *rate)


def large(folder: Path, *, codec: list[str] | None = None) -> Path:
    """640x480 of noise and a tone: more than a slow network carries."""
    noise = ["-vf", "noise=alls=40:allf=t", "-b:v", "2M"]
    return make(folder / "large.mp4", *(codec or H264), *noise, *AAC, size="640x480")


def muted(folder: Path, target: str = "muted.mp4") -> Path:
    """A microphone that was off: there is sound, and nothing in it."""
    codecs = [*VP8, *OPUS] if target.endswith("webm") else [*H264, *AAC]
    return make(folder / target, *codecs, "-af", "volume=0")


def dark(folder: Path) -> Path:
    """A hand over the camera."""
    return make(folder / "dark.mp4", *H264, *AAC, "-vf", "eq=brightness=-1,noise=alls=6:allf=t")


def quiet_webm(folder: Path) -> Path:
    """Someone far from the microphone."""
    return make(folder / "quiet.webm", *VP8, *OPUS, "-af", "volume=-18dB", seconds=4)


def cut_mp4(folder: Path) -> Path:
    """An mp4 without its index, which is at the end: nothing can be played."""
    whole = mp4(folder).read_bytes()
    cut = folder / "cut.mp4"
    cut.write_bytes(whole[: len(whole) // 2])
    return cut


def huge_picture(folder: Path) -> Path:
    source = ["-f", "lavfi", "-i", "color=size=8192x8192:rate=1:duration=1"]
    return run(*source, *H264, str(folder / "huge.mp4"))


def endless(folder: Path) -> Path:
    """An hour in a few kilobytes: one frame a minute."""
    source = ["-f", "lavfi", "-i", "color=size=64x64:rate=1/60:duration=3600"]
    return run(*source, *H264, str(folder / "endless.mp4"))


def run(*arguments: str) -> Path:
    """Write the file that ffmpeg makes of these arguments, the last of which names it.

    The same work is done once in a test run: its file is kept, and copied for who asks again.
    """
    target = Path(arguments[-1])
    kept = Path(os.environ[prepared.ENTRY], "clips", _digest(arguments) + target.suffix)
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        command = [FFMPEG, "-hide_banner", "-loglevel", "error", "-y", *arguments]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        mine = kept.with_name(f"{os.getpid()}-{kept.name}")
        shutil.copyfile(target, mine)
        mine.rename(kept)
    else:
        shutil.copyfile(kept, target)
    return target


def _digest(arguments: Sequence[str]) -> str:
    """Return a name for what ffmpeg is asked: its options, and the content of files that it reads.

    Only the file's name of the target counts, for it says the container.
    """
    found = hashlib.sha256(Path(arguments[-1]).name.encode())
    for before, word in pairwise(("", *arguments[:-1])):
        is_file = before == "-i" and Path(word).is_file()
        found.update(Path(word).read_bytes() if is_file else word.encode() + b"\0")
    return found.hexdigest()
