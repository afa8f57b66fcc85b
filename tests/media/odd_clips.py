"""Recordings that are odder still, and files that are none: from phones and from attackers."""

import io
import tarfile
import zipfile
from pathlib import Path

from tests.media.clips import AAC, H264, OPUS, VP8, make, mp4, run

PLACE = "+52.3702+004.8952"
PICTURE = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=15:duration=2"]
TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
HEVC = ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"]


def upside_down(folder: Path) -> Path:
    turned = ["-display_rotation:v:0", "180", "-i", str(mp4(folder)), "-c", "copy"]
    return run(*turned, str(folder / "down.mp4"))


def turned_hevc(folder: Path) -> Path:
    """Turned by a matrix, and encoded anew: it must not be turned twice."""
    quiet = ["-x265-params", "log-level=none", "-pix_fmt", "yuv420p"]
    lying = make(folder / "lying.mov", *HEVC, *quiet, *AAC, seconds=1)
    turned = ["-display_rotation:v:0", "90", "-i", str(lying), "-c", "copy"]
    return run(*turned, str(folder / "turned.mov"))


def sound_gap(folder: Path) -> Path:
    """A second for which the phone gave the microphone to somebody else."""
    gap = ["-af", "aselect='lt(t,0.5)+gt(t,1.5)'"]
    return run(*PICTURE, *TONE, *gap, *VP8, *OPUS, str(folder / "gap.webm"))


def sound_late(folder: Path) -> Path:
    return run(*PICTURE, "-itsoffset", "0.7", *TONE, *VP8, *OPUS, str(folder / "late.webm"))


def trimmed(folder: Path) -> Path:
    """Make a trimmed clip: the file still holds what came before, and says not to show it."""
    whole = make(folder / "whole.mp4", *H264, "-g", "60", *AAC, seconds=4)
    return run("-ss", "1.03", "-i", str(whole), "-c", "copy", str(folder / "trimmed.mp4"))


def h264_in_webm(folder: Path) -> Path:
    """Make a clip that Chrome records and ffmpeg can't: rename the kind of a Matroska."""
    clip = make(folder / "h264.mkv", *H264, "-bf", "0", *OPUS, "-live", "1")
    content = clip.read_bytes().replace(b"matroska", b"webm\0\0\0\0", 1)
    clip.with_suffix(".webm").write_bytes(content)
    return clip.with_suffix(".webm")


def two_sounds(folder: Path) -> Path:
    """The first sound is of a kind that we don't read; the second is."""
    maps = ["-map", "0:v", "-map", "1:a", "-map", "1:a", "-c:a:0", "ac3", "-c:a:1", "aac"]
    return run(*PICTURE, *TONE, *maps, *H264, str(folder / "two.mov"))


def song_with_cover(folder: Path) -> Path:
    cover = run(*PICTURE, "-frames:v", "1", str(folder / "cover.jpg"))
    maps = ["-map", "1:a", "-map", "0:v", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic"]
    return run("-i", str(cover), *TONE, *maps, *AAC, str(folder / "song.m4a"))


def muted_sound(folder: Path) -> Path:
    return run(*TONE, "-af", "volume=0", *AAC, str(folder / "muted.m4a"))


def turned_midway(folder: Path) -> Path:
    """Make a clip of a phone that is rotated: pictures of another shape from there on."""
    lying = make(folder / "a.webm", *VP8, size="160x120", seconds=1, sound=False)
    standing = make(folder / "b.webm", *VP8, size="120x160", seconds=1, sound=False)
    return joined(folder, lying, standing)


def joined(folder: Path, first: Path, second: Path) -> Path:
    (folder / "list").write_text(f"file {first}\nfile {second}\n")
    both = ["-f", "concat", "-safe", "0", "-i", str(folder / "list"), "-c", "copy"]
    return run(*both, str(folder / "joined.mkv"))


def noted(folder: Path) -> Path:
    """A place in the container, in a track, and in the picture stream itself."""
    note = f"h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+{PLACE}"
    tags = ["-metadata", f"location={PLACE}/", "-metadata:s:v:0", f"handler_name={PLACE}"]
    tags += ["-metadata", f"com.apple.quicktime.location.ISO6709={PLACE}/"]
    tags += ["-metadata:s:a:0", f"title={PLACE}", "-movflags", "use_metadata_tags"]
    clip = str(mp4(folder))
    return run("-i", clip, "-c", "copy", "-bsf:v", note, *tags, str(folder / "noted.mov"))


def noted_webm(folder: Path) -> Path:
    tags = ["-metadata", f"LOCATION={PLACE}", "-metadata:s:v:0", f"title={PLACE}"]
    return make(folder / "noted.webm", *VP8, *OPUS, *tags, seconds=1)


def unmarked_hdr(folder: Path) -> Path:
    """HLG whose other colours nobody named."""
    hlg = ["-x265-params", "transfer=arib-std-b67:log-level=none", "-color_trc", "arib-std-b67"]
    return make(folder / "unmarked.mov", *HEVC, "-pix_fmt", "yuv420p10le", *hlg, *AAC, seconds=1)


PATCHES = {"white": 255, "0x808080": 128, "0xc68863": 0, "0x202020": 32}


def coloured_hdr(folder: Path, transfer: str) -> Path:
    """PATCHES side by side, with paper white at 203 nits."""
    inputs = [
        word
        for colour in PATCHES
        for word in ("-f", "lavfi", "-i", f"color=c={colour}:size=80x120:rate=15:duration=1")
    ]
    side = "".join(f"[{number}:v]" for number in range(len(PATCHES)))
    graph = (
        f"{side}hstack={len(PATCHES)},format=yuv444p,setparams=color_primaries=bt709:"
        "color_trc=bt709:colorspace=bt709:range=tv,zscale=t=linear:npl=203,format=gbrpf32le,"
        f"zscale=p=bt2020,zscale=t={transfer}:m=bt2020nc:r=limited:npl=203,format=yuv420p10le"
    )
    colour = f"colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc:log-level=none"
    tags = ["-color_trc", transfer, "-color_primaries", "bt2020", "-colorspace", "bt2020nc"]
    codec = [*HEVC, "-x265-params", colour, *tags]
    return run(*inputs, "-filter_complex", graph, *codec, str(folder / f"{transfer}.mov"))


def damaged_sound(folder: Path) -> Path:
    """Picture whole, sound not: its lengths are right and its content isn't."""
    clip = run(*TONE, *AAC, str(folder / "sound.m4a"))
    content = bytearray(clip.read_bytes())
    start = content.index(b"mdat") + 3000
    content[start : start + 3000] = b"\xff" * 3000
    clip.write_bytes(content)
    return clip


STILLS = ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"]


SLIM = ["-vf", "setsar=sar=1/60000:max=60000"]


def needle(folder: Path) -> Path:
    """Pixels so narrow that all of them together are not one wide."""
    return make(folder / "needle.mov", *STILLS, *SLIM, seconds=1, sound=False)


def paused(folder: Path) -> Path:
    """A recorder that slept for ten minutes before the last second."""
    later = "setts=ts=if(gt(N\\,15)\\,TS+600000\\,TS)"
    clip = make(folder / "awake.webm", *VP8, sound=False)
    return run("-i", str(clip), "-c", "copy", "-bsf:v", later, str(folder / "paused.webm"))


def huge_pictures(folder: Path) -> Path:
    source = ["-f", "lavfi", "-i", "color=size=8192x8192:rate=1:duration=1"]
    return run(*source, *STILLS, str(folder / "huge.mkv"))


def bomb(folder: Path) -> Path:
    """A picture of 8192x8192 in a container that says 320x240."""
    clip = huge_pictures(folder)
    said = clip.read_bytes().replace(b"\xb0\x82\x20\x00", b"\xb0\x82\x01\x40")
    clip.write_bytes(said.replace(b"\xba\x82\x20\x00", b"\xba\x82\x00\xf0"))
    return clip


def becomes_a_bomb(folder: Path) -> Path:
    """Two seconds of 160x120, and then a picture of 8192x8192."""
    small = make(folder / "small.mkv", *STILLS, size="160x120", sound=False)
    return joined(folder, small, huge_pictures(folder))


def ten_hours(folder: Path) -> Path:
    source = ["-f", "lavfi", "-i", "color=size=64x64:rate=1/10:duration=36000"]
    return run(*source, *H264, str(folder / "hours.mp4"))


def unknown_picture(folder: Path) -> Path:
    """ProRes, as expensive phones can record."""
    return make(folder / "prores.mov", "-c:v", "prores_ks", *AAC, size="160x120", seconds=0.2)


def header_alone(folder: Path) -> Path:
    """Fragments whose phone died before the first."""
    flags = ["-movflags", "frag_keyframe+empty_moov+default_base_moof"]
    clip = make(folder / "head.mp4", *H264, *AAC, *flags, seconds=1)
    clip.write_bytes(clip.read_bytes()[:1200])
    return clip


def without_index(folder: Path) -> Path:
    """Make an mp4 of a phone that died while recording: pictures and sound, and no index."""
    whole = make(folder / "camera.mp4", *H264, *AAC, seconds=1).read_bytes()
    assert whole.index(b"mdat") < whole.index(b"moov")
    clip = folder / "no_index.mp4"
    clip.write_bytes(whole[: whole.index(b"moov") - 4])
    return clip


def open_ended(folder: Path) -> Path:
    """Make such an mp4 whose box of pictures and sound says that it has no end."""
    content = bytearray(without_index(folder).read_bytes())
    at = content.index(b"mdat") - 4
    content[at : at + 4] = bytes(4)
    clip = folder / "open_ended.mp4"
    clip.write_bytes(content)
    return clip


def cut_before_index(folder: Path) -> Path:
    """The same, cut off in the middle of its pictures."""
    content = without_index(folder).read_bytes()
    clip = folder / "cut_before_index.mp4"
    clip.write_bytes(content[: len(content) // 2])
    return clip


def archive(folder: Path) -> Path:
    target = folder / "archive.mp4"
    with zipfile.ZipFile(target, "w") as file:
        file.write(mp4(folder), "clip.mp4")
    return target


def archive_of_songs(folder: Path) -> Path:
    """Readers of mp3 look for it anywhere."""
    song = run(*TONE, "-c:a", "libmp3lame", str(folder / "song.mp3"))
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as file:
        file.add(song)
    target = folder / "songs.mp4"
    target.write_bytes(content.getvalue())
    return target


def page(folder: Path) -> Path:
    target = folder / "page.mp4"
    target.write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/>')
    return target
