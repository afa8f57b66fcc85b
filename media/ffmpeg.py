"""What to do with a recording, and ffmpeg's arguments for it. Pure: no process, no ORM.

`copy` keeps a stream as it is, which is instant and lossless; `encode` makes what every browser
plays. Sizes in pixels as shown (after rotation), durations in ms.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from media.errors import ProcessingFailed, Reason

MAX_DURATION_MS = 15 * 60 * 1000
MAX_PIXELS = 4096 * 2304
COPY_SHORT_SIDE, COPY_LONG_SIDE = 1080, 2560
COPY_BITS_PER_SECOND = 8_000_000
ENCODE_SHORT_SIDE, ENCODE_LONG_SIDE = 720, 1920
PROFILES = {"Baseline", "Constrained Baseline", "Main", "High"}
HDR = {"arib-std-b67", "smpte2084"}

# Demuxers by the names that libavformat matches; playlists and scripts are not among them.
DEMUXERS = "mov,matroska,webm,mp3,aac,ogg,wav"
DECODERS = (
    "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,h263,mjpeg,"
    "aac,opus,libopus,vorbis,libvorbis,mp3,mp3float,alac,amrnb,amrwb,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_f32le,pcm_u8"
)
TONE_MAP = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,"
    "zscale=t=bt709:m=bt709:r=tv"
)


class Do(StrEnum):
    COPY = "copy"
    ENCODE = "encode"
    LEAVE = "leave"


@dataclass(frozen=True)
class Picture:
    codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    transfer: str = ""
    frames_per_second: float = 0.0


@dataclass(frozen=True)
class Sound:
    codec: str
    channels: int


@dataclass(frozen=True)
class Facts:
    """What the probe found. `duration_ms` is measured on the packets, not read from a header."""

    duration_ms: int
    bits_per_second: int
    picture: Picture | None
    sound: Sound | None


@dataclass(frozen=True)
class Plan:
    video: Do
    audio: Do
    width: int = 0
    height: int = 0
    is_hdr: bool = False
    thin_frames: bool = False

    @property
    def is_quick(self) -> bool:
        return self.video != Do.ENCODE


def plan(facts: Facts) -> Plan:
    """How to make it playable; ProcessingFailed for what we don't take."""
    if facts.picture is None and facts.sound is None:
        raise ProcessingFailed(Reason.NO_STREAMS)
    if facts.duration_ms > MAX_DURATION_MS:
        raise ProcessingFailed(Reason.TOO_LONG, f"{facts.duration_ms} ms")
    if facts.duration_ms <= 0:
        raise ProcessingFailed(Reason.DAMAGED, "nothing to play")
    audio = _audio(facts.sound)
    if facts.picture is None:
        return Plan(Do.LEAVE, audio)
    picture = facts.picture
    if picture.width * picture.height > MAX_PIXELS:
        raise ProcessingFailed(Reason.TOO_LARGE_PICTURE, f"{picture.width}x{picture.height}")
    if _is_playable(picture, facts.bits_per_second):
        return Plan(Do.COPY, audio, picture.width, picture.height)
    width, height = fitted(picture.width, picture.height)
    return Plan(
        Do.ENCODE,
        audio,
        width,
        height,
        is_hdr=picture.transfer in HDR,
        thin_frames=picture.frames_per_second > 60,
    )


def _audio(sound: Sound | None) -> Do:
    if sound is None:
        return Do.LEAVE
    return Do.COPY if sound.codec == "aac" and sound.channels <= 2 else Do.ENCODE


def _is_playable(picture: Picture, bits_per_second: int) -> bool:
    """Whether browsers play the stream itself, at a size and rate that a phone can fetch."""
    return (
        picture.codec == "h264"
        and picture.profile in PROFILES
        and picture.pixel_format in {"yuv420p", "yuvj420p"}
        and min(picture.width, picture.height) <= COPY_SHORT_SIDE
        and max(picture.width, picture.height) <= COPY_LONG_SIDE
        and bits_per_second <= COPY_BITS_PER_SECOND
    )


def fitted(width: int, height: int) -> tuple[int, int]:
    """The size with sides of at most 720 and 1920, the same shape, and even numbers."""
    short, long = min(width, height), max(width, height)
    scale = min(1.0, ENCODE_SHORT_SIDE / short, ENCODE_LONG_SIDE / long)
    return _even(width * scale), _even(height * scale)


def _even(number: float) -> int:
    return max(2, round(number / 2) * 2)


def _reading(source: Path) -> list[str]:
    """Options before every foreign input: local files only, known formats only."""
    return [
        *("-protocol_whitelist", "file"),
        *("-format_whitelist", DEMUXERS),
        *("-codec_whitelist", DECODERS),
        *("-i", f"file:{source}"),
    ]


def _quiet(binary: str) -> list[str]:
    return [binary, "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]


def convert(binary: str, source: Path, target: Path, how: Plan) -> list[str]:
    """Make the playable file: index in front, nothing of the phone's notes (place, maker) in it.

    ffmpeg turns an encoded picture upright by itself; a copied one keeps its rotation matrix.
    """
    return [
        *_quiet(binary),
        *("-progress", "pipe:1", "-stats_period", "0.5"),
        *_reading(source),
        *_video(how),
        *_sound(how),
        *("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-max_muxing_queue_size", "4096"),
        *("-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def _video(how: Plan) -> list[str]:
    if how.video == Do.LEAVE:
        return ["-vn"]
    if how.video == Do.COPY:
        return ["-map", "0:v:0", "-c:v", "copy"]
    return [
        *("-map", "0:v:0", "-vf", _filters(how)),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-profile:v", "high"),
        *("-maxrate", "3M", "-bufsize", "6M", "-fps_mode", "vfr"),
        *("-force_key_frames", "expr:gte(t,n_forced*2)"),
    ]


def _filters(how: Plan) -> str:
    parts = ["fps=30"] if how.thin_frames else []
    parts.append(f"scale={how.width}:{how.height}:flags=bicubic,setsar=1")
    if how.is_hdr:
        parts.append(TONE_MAP)
    return ",".join([*parts, "format=yuv420p"])


def _sound(how: Plan) -> list[str]:
    if how.audio == Do.LEAVE:
        return ["-an"]
    if how.audio == Do.COPY:
        return ["-map", "0:a:0", "-c:a", "copy"]
    return ["-map", "0:a:0", "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"]


def poster(binary: str, source: Path, target: Path, duration_ms: int) -> list[str]:
    """One upright frame of at most 720 pixels on the short side, from early in the recording."""
    at = min(1.0, duration_ms / 3000)
    fit = "scale='if(gt(iw,ih),-2,min(720,iw))':'if(gt(iw,ih),min(720,ih),-2)'"
    return [
        *_quiet(binary),
        *("-ss", f"{at:.3f}"),
        *_reading(source),
        *("-map", "0:v:0", "-frames:v", "1", "-update", "1", "-vf", fit, "-q:v", "4"),
        *("-map_metadata", "-1", "-f", "image2", "-c:v", "mjpeg", f"file:{target}"),
    ]


def percent(line: str, duration_ms: int) -> int | None:
    """How far, from a line of `-progress`; 99 at most, since the end is when the file is kept."""
    name, _, value = line.strip().partition("=")
    if name != "out_time_us" or not value.lstrip("-").isdecimal():
        return None
    return max(0, min(99, int(value) // 10 // max(1, duration_ms)))
