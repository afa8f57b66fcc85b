"""Any recording becomes files that decode without complaint and tell nothing of the sender, or ends
with the reason. No database: what happens to the row is told by test_process.py."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from media.domain.plans import rungs
from media.errors import ProcessingFailed
from media.services.conversion import Made, Watch, convert, measure, mend, probe, shrink
from tests.media import clips, odd_clips
from tests.media.clips import FFMPEG
from tests.media.odd_clips import PATCHES, PLACE

Make = Callable[[Path], Path]


def made_of(clip: Path, folder: Path) -> Made:
    out = folder / "out"
    out.mkdir()
    return convert(clip, out, Watch())


def complaints(file: Path) -> str:
    """Return ffmpeg's complaints about the file; players stop at less."""
    command = [FFMPEG, "-v", "error", "-i", str(file), "-f", "null", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


PLAYABLE: dict[str, tuple[Make, float, tuple[int, int], list[str]]] = {
    "a picture upside down": (odd_clips.upside_down, 2, (320, 240), []),
    "a turned HEVC": (odd_clips.turned_hevc, 1, (240, 320), []),
    "sound with a gap": (odd_clips.sound_gap, 2, (160, 120), []),
    "sound that starts late": (odd_clips.sound_late, 2.7, (160, 120), []),
    "trimmed in a camera roll": (odd_clips.trimmed, 2.97, (320, 240), []),
    "H.264 in a WebM": (odd_clips.h264_in_webm, 2, (320, 240), []),
    "a second sound that we read": (odd_clips.two_sounds, 2, (160, 120), []),
    "a song with a cover": (odd_clips.song_with_cover, 2, (0, 0), []),
    "a phone turned midway": (odd_clips.turned_midway, 2, (160, 120), ["silent"]),
    "notes of the place": (odd_clips.noted, 2, (320, 240), []),
    "notes in a WebM": (odd_clips.noted_webm, 1, (320, 240), []),
    "HDR without its names": (odd_clips.unmarked_hdr, 1, (320, 240), []),
    "damage in the middle": (clips.damaged_in_the_middle, 2, (320, 240), ["damaged"]),
    "an mp4 cut off": (clips.cut_off_mp4, 1.14, (320, 240), ["cut_off"]),
    "fragments cut off": (clips.cut_off_fragments, 1.05, (320, 240), ["cut_off"]),
    "pixels like needles": (odd_clips.needle, 1, (2, 240), ["silent"]),
    "a pause of ten minutes": (odd_clips.paused, 602, (320, 240), ["silent"]),
    "huge from some moment on": (odd_clips.becomes_a_bomb, 2, (160, 120), ["silent", "damaged"]),
}


@pytest.mark.parametrize("what", PLAYABLE)
def test_it_becomes_a_file_that_decodes_without_complaint(what: str, tmp_path: Path) -> None:
    make, seconds, size, notices = PLAYABLE[what]
    made = made_of(make(tmp_path), tmp_path)
    picture = made.facts.picture
    assert (picture.width, picture.height) == size if picture else size == (0, 0)
    assert abs(made.facts.duration_ms / 1000 - seconds) < 0.1
    assert made.notices == notices
    assert complaints(made.file) == ""
    for file in filter(None, (made.file, made.poster)):
        assert PLACE.encode() not in file.read_bytes()


REFUSED: dict[str, tuple[Make, str]] = {
    "a picture of 8192x8192 that says 320x240": (odd_clips.bomb, "too_large_picture"),
    "ten hours": (odd_clips.ten_hours, "too_long"),
    "a codec that we don't read": (odd_clips.unknown_picture, "codec_unknown"),
    "the head of a recording": (odd_clips.header_alone, "damaged"),
    "an mp4 without its index": (odd_clips.without_index, "index_missing"),
    "an mp4 that was never ended": (odd_clips.open_ended, "index_missing"),
    "an mp4 cut off before its index": (odd_clips.cut_before_index, "index_missing"),
    "an archive": (odd_clips.archive, "not_a_video"),
    "an archive of songs": (odd_clips.archive_of_songs, "not_a_video"),
    "a page": (odd_clips.page, "not_a_video"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_taken_is_named(what: str, tmp_path: Path) -> None:
    make, reason = REFUSED[what]
    with pytest.raises(ProcessingFailed) as failure:
        made_of(make(tmp_path), tmp_path)
    assert failure.value.reason == reason


@pytest.mark.parametrize("transfer", ["arib-std-b67", "smpte2084"])
def test_hdr_keeps_its_colours(transfer: str, tmp_path: Path) -> None:
    """The film and the poster keep grey and skin as they are; paper is a little less white."""
    made = made_of(odd_clips.coloured_hdr(tmp_path, transfer), tmp_path)
    assert made.poster
    for file in (made.file, made.poster):
        white, grey, face, dark = colours(file)
        assert all(218 <= part <= 240 for part in white), (file.name, white)
        assert all(abs(part - 128) < 8 for part in grey), (file.name, grey)
        assert all(abs(a - b) < 10 for a, b in zip(face, (0xC6, 0x88, 0x63), strict=True)), face
        assert all(abs(part - 32) < 8 for part in dark), (file.name, dark)


def colours(file: Path) -> list[tuple[int, ...]]:
    """Red, green and blue in the middle of each patch."""
    matrix = "in_color_matrix=bt709" if file.suffix == ".mp4" else "in_color_matrix=bt601"
    shown = ["-frames:v", "1", "-vf", f"scale={matrix},format=rgb24", "-f", "rawvideo", "-"]
    command = [FFMPEG, "-v", "error", "-i", str(file), *shown]
    pixels = subprocess.run(command, check=True, capture_output=True).stdout
    width = 80 * len(PATCHES)
    places = [(60 * width + 40 + 80 * number) * 3 for number in range(len(PATCHES))]
    return [tuple(pixels[place : place + 3]) for place in places]


def test_what_was_cut_away_is_not_served(tmp_path: Path) -> None:
    """A camera roll only marks it: the pictures before the cut are still in what it sends."""
    clip = odd_clips.trimmed(tmp_path)
    assert pictures(clip) == 60
    assert 43 <= pictures(made_of(clip, tmp_path).file) <= 45


def pictures(file: Path) -> int:
    """Return how many frames the file holds, shown or not."""
    with av.open(str(file)) as container:
        return sum(packet.size > 0 for packet in container.demux(video=0))


def test_a_gap_in_the_sound_becomes_silence(tmp_path: Path) -> None:
    """Or what follows would be heard before it is seen."""
    made = made_of(odd_clips.sound_gap(tmp_path), tmp_path)
    with av.open(str(made.file)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert abs(samples / 48000 - 2) < 0.1


def test_a_phone_turned_midway_shows_all_of_both_shapes(tmp_path: Path) -> None:
    """The standing half has black beside it, for nothing of it may be stretched."""
    made = made_of(odd_clips.turned_midway(tmp_path), tmp_path)
    with av.open(str(made.file)) as container:
        last = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)][-1]
    assert last[:, :30].max() < 30
    assert last[:, -30:].max() < 30
    assert last[:, 40:120].max() > 100


def test_sound_alone_is_measured_too(tmp_path: Path) -> None:
    made = made_of(odd_clips.muted_sound(tmp_path), tmp_path)
    found = measure(made.file, tmp_path, made.facts, Watch())
    assert (found.loudness, found.notices, len(found.peaks)) == (-70.0, ["silent"], 200)


def test_damage_that_only_decoding_finds_is_mended(tmp_path: Path) -> None:
    made = made_of(odd_clips.damaged_sound(tmp_path), tmp_path)
    assert complaints(made.file)
    found = measure(made.file, tmp_path, made.facts, Watch(), every_picture=True)
    assert found.is_damaged
    folder = tmp_path / "mended"
    folder.mkdir()
    mended = mend(made.file, folder, made.facts, Watch())
    assert (complaints(mended.file), mended.notices) == ("", ["damaged"])


def test_smaller_files_tell_of_damage(tmp_path: Path) -> None:
    clip = clips.large(tmp_path)
    facts = probe(clip)
    [rung] = rungs(facts)
    assert shrink(clip, tmp_path, rung, facts, Watch())[1] is False
    content = bytearray(clip.read_bytes())
    content[30_000:40_000] = bytes(10_000)
    clip.write_bytes(content)
    assert shrink(clip, tmp_path, rung, facts, Watch())[1] is True
