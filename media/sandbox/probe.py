"""Looks at a foreign file in a process of its own and prints what it is, as one JSON object.

Run as a script inside the sandbox: `probe.py PATH DEMUXERS DECODERS MAX_PIXELS`; imports nothing
of ours. Durations are measured on the packets, because phones write files whose header says 0. A
picture is decoded once, to learn its rotation and to know that it can be. Every packet of H.264 is
looked at for damage that stops browsers, and for notes that cameras hide there.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import av
from av.error import FFmpegError

COVER = av.stream.Disposition.attached_pic  # album art in a sound file
X264 = bytes.fromhex("dc45e9bde6d948b7962cd820d923eeef")  # the encoder's notes begin with this
SIGNATURES = (b"ftyp", b"moov", b"mdat", b"\x1a\x45\xdf\xa3")


class Unfit(Exception):
    """Says that a file can't be used: the argument is a reason code."""


def main() -> None:
    path, demuxers, decoders, max_pixels = sys.argv[1:]
    av.logging.set_level(None)
    try:
        answer: dict[str, Any] = examine(path, demuxers, decoders.split(","), int(max_pixels))
    except Unfit as unfit:
        answer = {"reason": str(unfit)}
    except MemoryError:
        answer = {"reason": "too_heavy"}
    except FFmpegError as error:
        answer = {"reason": _reason(path), "detail": str(error)[:200]}
    sys.stdout.write(json.dumps(answer))


def examine(path: str, demuxers: str, decoders: list[str], max_pixels: int) -> dict[str, Any]:
    """Return codecs, size as shown, duration in ms."""
    options = {"protocol_whitelist": "file", "format_whitelist": demuxers}
    with av.open(f"file:{path}", options=options, metadata_errors="replace") as container:
        _refuse_lookalike(path, container.format.name)
        pictures = [one for one in container.streams.video if not one.disposition & COVER]
        sounds = list(container.streams.audio)
        picture, sound = _first(pictures, decoders), _first(sounds, decoders)
        if picture is None and (pictures or (sounds and sound is None)):
            raise Unfit("codec_unknown")
        if picture is None and sound is None:
            raise Unfit("no_streams")
        measure = Measure(picture)
        if picture is not None:
            _refuse_large(picture, max_pixels)
        shown = _walk(container, [s for s in (picture, sound) if s is not None], picture, measure)
        return {
            "duration_ms": measure.duration_ms,
            "is_cut_off": measure.is_broken or is_cut_off(path),
            "is_damaged": measure.nals.is_broken,
            "has_notes": bool(measure.nals.notes),
            "has_foreign_notes": "foreign" in measure.nals.notes,
            "has_hidden": measure.has_hidden,
            "bytes": measure.bytes,
            "picture": _picture(picture, shown) if picture is not None else None,
            "sound": _sound(sound) if sound is not None and sound.index in measure.seen else None,
        }


class Measure:
    """Adds up what the packets say."""

    def __init__(self, picture: Any) -> None:
        self.nals = Nals(picture)
        self.has_hidden = False
        self._picture = picture.index if picture is not None else None
        self.first: float | None = None
        self.ends: dict[int, tuple[float, float]] = {}
        self.bytes = 0
        self.seen: set[int] = set()
        self.is_broken = False

    def add(self, packet: Any) -> None:
        self.seen.add(packet.stream_index)
        self.bytes += packet.size
        self.nals.look(packet)
        if packet.is_discard:  # before the moment at which its owner cut the recording
            self.has_hidden = self.has_hidden or packet.stream_index == self._picture
            return
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None:
            return
        start = float(at * packet.time_base)
        self.first = start if self.first is None else min(self.first, start)
        end = start + float((packet.duration or 0) * packet.time_base)
        latest = self.ends.get(packet.stream_index, (start, end))
        self.ends[packet.stream_index] = max(latest, (start, end))

    @property
    def duration_ms(self) -> int:
        """Return how long the recording lasts, in ms. What lies before zero is decoded, not shown.
        The end is that of what is shown last: others' say when the next is decoded."""
        last = max((end for _, end in self.ends.values()), default=0.0)
        return max(0, round((last - max(self.first or 0.0, 0.0)) * 1000))


class Nals:
    """Looks at the parts of H.264 packets, where the container tells how long each is, as in mp4.

    A length that can't be makes browsers stop for good, where others skip a picture. Notes are
    texts in the picture stream: some cameras write there where they were.
    """

    def __init__(self, picture: Any) -> None:
        is_h264 = picture is not None and picture.codec_context.name == "h264"
        self._stream = picture.index if is_h264 else None
        setup = (picture.codec_context.extradata or b"") if is_h264 else b""
        self._width = (setup[4] & 3) + 1 if len(setup) > 6 and setup[0] == 1 else 0
        self.is_broken = False
        self.notes = {"foreign"} if is_h264 and not self._width else set[str]()

    def look(self, packet: Any) -> None:
        if packet.stream_index != self._stream or not self._width:
            return
        data, at = bytes(packet), 0
        while at < len(data):
            start = at + self._width
            at = start + int.from_bytes(data[at:start], "big")
            if at > len(data) or (at > start and data[start] & 0x80):
                self.is_broken = True
                return
            if at > start and data[start] & 0x1F == 6:
                self.notes |= _notes(data[start + 1 : at])


def _notes(message: bytes) -> set[str]:
    """Return whose the notes in an SEI message are (kinds 4 and 5): the encoder's, or foreign."""
    rest, found = message.replace(b"\0\0\3", b"\0\0"), set[str]()
    while len(rest) > 2:
        kind, rest = _number(rest)
        size, rest = _number(rest)
        if kind in {4, 5}:
            found.add("encoder" if kind == 5 and rest.startswith(X264) else "foreign")
        rest = rest[size:]
    return found


def _number(data: bytes) -> tuple[int, bytes]:
    """Return bytes of 255 and a last one, added up; and what follows."""
    full = len(data) - len(data.lstrip(b"\xff"))
    return 255 * full + int.from_bytes(data[full : full + 1], "big"), data[full + 1 :]


def _walk(container: Any, streams: list[Any], picture: Any, measure: Measure) -> Any:
    """Read every packet; the first picture that decodes, or None."""
    shown, tries = None, 0
    try:
        for packet in container.demux(streams):
            if packet.size:
                measure.add(packet)
            if picture is not None and shown is None and packet.stream_index == picture.index:
                tries += 1
                shown = _decoded(packet)
                if tries > 300:
                    raise Unfit("damaged")
    except FFmpegError:
        if not measure.seen:
            raise
        measure.is_broken = True
    if picture is not None and shown is None:
        raise Unfit("damaged")
    return shown


def _decoded(packet: Any) -> Any:
    try:
        return next(iter(packet.decode()), None)
    except FFmpegError as error:
        if isinstance(error, MemoryError):
            raise
        return None


def _first(streams: list[Any], decoders: list[str]) -> Any:
    """Return the first that we decode, or None."""
    known = (s for s in streams if s.codec_context and s.codec_context.codec.name in decoders)
    return next(known, None)


def _refuse_lookalike(path: str, container: str) -> None:
    """Refuse an archive of songs, because these two readers look for sound anywhere in what they
    get."""
    if container in {"mp3", "aac"}:
        with open(path, "rb") as file:  # noqa: PTH123 (start-up time counts: no pathlib)
            start = file.read(3)
        if start != b"ID3" and start[:2] < b"\xff\xe0":
            raise Unfit("not_a_video")


def _refuse_large(stream: Any, max_pixels: int) -> None:
    """Refuse pictures that are too large before anything is decoded: one can be small in bytes and
    huge in memory."""
    if stream.codec_context.width * stream.codec_context.height > max_pixels:
        raise Unfit("too_large_picture")


def _picture(stream: Any, frame: Any) -> dict[str, Any]:
    context = stream.codec_context
    ratio = stream.sample_aspect_ratio
    width = max(1, round(frame.width * ratio)) if ratio and ratio > 0 else frame.width
    is_turned = round(abs(frame.rotation or 0)) % 180 == 90
    size = (frame.height, width) if is_turned else (width, frame.height)
    return {
        "stream": stream.index,
        "codec": context.name,
        "profile": context.profile or "",
        "pixel_format": context.pix_fmt or "",
        "width": size[0],
        "height": size[1],
        "transfer": _transfer(frame),
        "frames_per_second": float(stream.average_rate or 0),
    }


def _transfer(frame: Any) -> str:
    """Return the transfer function by ffmpeg's name, for the two that are HDR."""
    return {16: "smpte2084", 18: "arib-std-b67"}.get(int(frame.color_trc or 0), "")


def _sound(stream: Any) -> dict[str, Any]:
    context = stream.codec_context
    return {"stream": stream.index, "codec": context.name, "channels": context.channels}


def is_cut_off(path: str) -> bool:
    """Return whether the last part of the file says that it is longer than what is there."""
    return any(end > size for _, end, size in _parts(path))


def lacks_index(path: str) -> bool:
    """Return whether an mp4 holds pictures or sound, and no box that tells where."""
    kinds = {head[4:8] for head, _, _ in _parts(path)}
    return b"mdat" in kinds and b"moov" not in kinds


def _parts(path: str) -> Iterator[tuple[bytes, int, int]]:
    """Yield each outermost part: its first bytes, where it says that it ends (0: it doesn't, and
    is the last), and the file's size."""
    with open(path, "rb") as file:  # noqa: PTH123 (start-up time counts: no pathlib)
        size, at = file.seek(0, 2), 0
        file.seek(0)
        walk = _ebml_end if file.read(4) == b"\x1a\x45\xdf\xa3" else _box_end
        for _ in range(100_000):
            file.seek(at)
            head = file.read(16)
            end = walk(head, at) or 0
            yield head, end, size
            if end <= at:
                return
            at = end


def _box_end(head: bytes, at: int) -> int | None:
    """Return where the mp4 box that starts here ends; None at the end and for what is none."""
    if len(head) < 8 or not head[4:8].isalnum():
        return None
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        length = int.from_bytes(head[8:16], "big")
    return at + length if length else None


def _ebml_end(head: bytes, at: int) -> int | None:
    """Return where the element of a WebM that starts here ends. We walk into segments and clusters,
    whose own length recorders leave open."""
    name = _leading(head)
    length = _leading(head[name:]) if name else 0
    if not length or name + length > min(len(head), 12):
        return None
    body = at + name + length
    if head[:name] in {b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"}:
        return body
    value = int.from_bytes(head[name : name + length], "big") & ((1 << 7 * length) - 1)
    return None if value == (1 << 7 * length) - 1 else body + value


def _leading(head: bytes) -> int:
    """Return how many bytes a number takes that says so by its leading zeros; 0 for none."""
    return 9 - head[0].bit_length() if head and head[0] else 0


def _reason(path: str) -> str:
    """Return why a file can't be read: it lacks its index, is damaged, or never was a recording."""
    if lacks_index(path):
        return "index_missing"
    head, _, _ = next(_parts(path))
    return "damaged" if any(mark in head for mark in SIGNATURES) else "not_a_video"


if __name__ == "__main__":
    main()
