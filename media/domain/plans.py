"""Plans whether a recording is copied, encoded or refused. Pure.

`copy` keeps a stream as it is, which is instant and lossless; `encode` makes what every browser
plays. Sizes in pixels as shown (after rotation), durations in ms.
"""

from dataclasses import dataclass
from enum import StrEnum

from media.errors import ProcessingFailed, Reason

MAX_DURATION_MS = 15 * 60 * 1000
MAX_PIXELS = 4096 * 2304
COPY_SHORT_SIDE, COPY_LONG_SIDE = 1080, 2560
COPY_BITS_PER_SECOND = 8_000_000
ENCODE_SHORT_SIDE, ENCODE_LONG_SIDE = 720, 1920
PROFILES = {"Baseline", "Constrained Baseline", "Main", "High"}
HDR = {"arib-std-b67", "smpte2084"}


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
    stream: int = 0


@dataclass(frozen=True)
class Sound:
    codec: str
    channels: int
    stream: int = 1


@dataclass(frozen=True)
class Rung:
    """Describes a rendition for a slower network: rates in bits per second."""

    name: str
    short_side: int
    picture_rate: int
    sound_rate: int

    @property
    def rate(self) -> int:
        return self.picture_rate + self.sound_rate

    def size(self, facts: "Facts") -> tuple[int, int]:
        """Return width and height at this rung; (0, 0) without a picture."""
        if facts.picture is None:
            return 0, 0
        return fitted(facts.picture.width, facts.picture.height, self.short_side)


LADDER = (Rung("720p", 720, 2_200_000, 96_000), Rung("360p", 360, 350_000, 48_000))


@dataclass(frozen=True)
class Facts:
    """Holds what the probe found. `duration_ms` is measured on the packets, not in a header.

    `is_damaged`: browsers stop at it for good. `has_notes`: the picture stream may hold texts of
    the camera, such as where it was; `has_foreign_notes`: others than what the encoder x264 says
    of itself, which our own files have. `has_hidden`: it holds pictures that its owner cut away.
    """

    duration_ms: int
    bits_per_second: int
    picture: Picture | None
    sound: Sound | None
    is_cut_off: bool = False
    is_damaged: bool = False
    has_notes: bool = False
    has_foreign_notes: bool = False
    has_hidden: bool = False


@dataclass(frozen=True)
class Plan:
    """Says how to make a playable file; `picture` and `sound` are numbers of streams."""

    video: Do
    audio: Do
    width: int = 0
    height: int = 0
    is_hdr: bool = False
    thin_frames: bool = False
    gain_db: float = 0.0
    picture: int = 0
    sound: int = 1
    drop_notes: bool = False

    @property
    def is_quick(self) -> bool:
        return self.video != Do.ENCODE

    @property
    def is_whole_copy(self) -> bool:
        """Return whether what comes out holds what came in, so that it needn't be probed again."""
        return Do.ENCODE not in (self.video, self.audio)


def plan(facts: Facts) -> Plan:
    """Return how to make it playable; ProcessingFailed for what we don't take."""
    if facts.picture is None and facts.sound is None:
        raise ProcessingFailed(Reason.NO_STREAMS)
    if facts.duration_ms > MAX_DURATION_MS:
        raise ProcessingFailed(Reason.TOO_LONG, f"{facts.duration_ms} ms")
    if facts.duration_ms <= 0:
        raise ProcessingFailed(Reason.DAMAGED, "nothing to play")
    audio, sound = _audio(facts), facts.sound.stream if facts.sound else 0
    if facts.picture is None:
        return Plan(Do.LEAVE, audio, sound=sound)
    picture = facts.picture
    if picture.width * picture.height > MAX_PIXELS:
        raise ProcessingFailed(Reason.TOO_LARGE_PICTURE, f"{picture.width}x{picture.height}")
    if not (facts.is_damaged or facts.has_hidden) and _is_playable(picture, facts.bits_per_second):
        return Plan(
            Do.COPY,
            audio,
            picture.width,
            picture.height,
            picture=picture.stream,
            sound=sound,
            drop_notes=facts.has_notes,
        )
    width, height = fitted(picture.width, picture.height)
    return Plan(
        Do.ENCODE,
        audio,
        width,
        height,
        is_hdr=picture.transfer in HDR,
        thin_frames=picture.frames_per_second > 60,
        picture=picture.stream,
        sound=sound,
    )


def _audio(facts: Facts) -> Do:
    if facts.sound is None:
        return Do.LEAVE
    is_plain = facts.sound.codec == "aac" and facts.sound.channels <= 2
    return Do.COPY if is_plain and not facts.is_damaged else Do.ENCODE


def _is_playable(picture: Picture, bits_per_second: int) -> bool:
    """Return whether browsers play the stream itself, at a size and rate that a phone can fetch."""
    return (
        picture.codec == "h264"
        and picture.profile in PROFILES
        and picture.pixel_format in {"yuv420p", "yuvj420p"}
        and min(picture.width, picture.height) <= COPY_SHORT_SIDE
        and max(picture.width, picture.height) <= COPY_LONG_SIDE
        and bits_per_second <= COPY_BITS_PER_SECOND
    )


def rungs(facts: Facts) -> list[Rung]:
    """Return the smaller renditions that are worth their bytes beside the playable file itself."""
    if facts.picture is None:
        return []
    short = min(facts.picture.width, facts.picture.height)
    return [rung for rung in LADDER if _is_worth_it(rung, short, facts.bits_per_second)]


def _is_worth_it(rung: Rung, short_side: int, bits_per_second: int) -> bool:
    """Return whether a rung has fewer pixels, or as many at a much lower rate; the last rung is for
    the rate alone."""
    if short_side > rung.short_side:
        return True
    is_for_rate = short_side == rung.short_side or rung is LADDER[-1]
    return is_for_rate and bits_per_second > 1.5 * rung.rate


def fitted(width: int, height: int, most: int = ENCODE_SHORT_SIDE) -> tuple[int, int]:
    """Return the size with sides of at most `most` and 1920, the same shape, and even numbers."""
    short, long = min(width, height), max(width, height)
    scale = min(1.0, most / short, ENCODE_LONG_SIDE / long)
    return _even(width * scale), _even(height * scale)


def _even(number: float) -> int:
    return max(2, round(number / 2) * 2)
