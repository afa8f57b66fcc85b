"""Composes ffmpeg's arguments for each job, without starting it. Durations are in ms."""

from pathlib import Path

from media.domain.plans import MAX_PIXELS, Do, Facts, Plan, Rung

# Demuxers by the names that libavformat matches; playlists and scripts are not among them.
DEMUXERS = "mov,matroska,webm,mp3,aac,ogg,wav"
DECODERS = (
    "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,h263,mjpeg,"
    "aac,opus,libopus,vorbis,libvorbis,mp3,mp3float,alac,amrnb,amrwb,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_f32le,pcm_u8"
)
# Phones leave out what HDR implies (BT.2100), and zscale refuses to guess. White paper at 203 nits
# (BT.2408) comes out at 90%, a face as bright as it was; what shines more is pressed together.
TONE_MAP = (
    "format=yuv420p10le,setparams=color_primaries=bt2020:colorspace=bt2020nc,"
    "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,"
    "tonemap=mobius:param=0.5:desat=0:peak=5,zscale=t=bt709:m=bt709:r=tv"
)


def reading(source: Path) -> list[str]:
    """Return the options before every foreign input: local files only, known formats only."""
    return [
        *("-protocol_whitelist", "file"),
        *("-format_whitelist", DEMUXERS),
        *("-codec_whitelist", DECODERS),
        # A recording may become huge after its first picture, too.
        *("-max_pixels", str(MAX_PIXELS)),
        *("-i", f"file:{source}"),
    ]


def quiet(binary: str) -> list[str]:
    return [binary, "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]


LOST = ("Error submitting packet to decoder", "Decoding error", "error while decoding")


def is_complaint(errors: str) -> bool:
    """Return whether ffmpeg met what it couldn't decode. Of much else it complains in vain."""
    return any(words in errors for words in LOST)


def convert(
    binary: str,
    source: Path,
    target: Path,
    how: Plan,
    still: list[str] | None = None,
    stretch: tuple[int, int] | None = None,
) -> list[str]:
    """Make the playable file: index in front, nothing of the phone's notes (place, maker) in it;
    of the `stretch` from one moment to another alone, in ms, where both streams are encoded.

    ffmpeg rotates an encoded picture upright by itself; a copied one keeps its rotation matrix.
    `still` is a second output of the same reading, see `still_of`.
    """
    return [
        *quiet(binary),
        *("-progress", "pipe:1", "-stats_period", "0.5"),
        *(_between(*stretch) if stretch else []),
        *reading(source),
        *_video(how),
        *_sound(how),
        *_as_mp4(target),
        *(still or []),
    ]


def _between(start_ms: int, end_ms: int) -> list[str]:
    return ["-ss", f"{start_ms / 1000:.3f}", "-t", f"{(end_ms - start_ms) / 1000:.3f}"]


def smaller(binary: str, source: Path, target: Path, rung: Rung, facts: Facts) -> list[str]:
    """Return the playable file again at a rung of the ladder; mono, since it is speech."""
    width, height = rung.size(facts)
    thin = "fps=30," if facts.picture and facts.picture.frames_per_second > 31 else ""
    return [
        *quiet(binary),
        *reading(source),
        *("-map", "0:v:0", "-vf", f"{thin}scale={width}:{height},setsar=1,format=yuv420p"),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-profile:v", "main"),
        *("-maxrate", str(rung.picture_rate), "-bufsize", str(2 * rung.picture_rate)),
        *("-fps_mode", "vfr", "-force_key_frames", "expr:gte(t,n_forced*2)"),
        *("-map", "0:a:0?", "-c:a", "aac", "-b:a", str(rung.sound_rate), "-ac", "1"),
        *_as_mp4(target),
    ]


def _as_mp4(target: Path) -> list[str]:
    return [
        *("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-max_muxing_queue_size", "4096"),
        *("-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
    ]


def _video(how: Plan) -> list[str]:
    if how.video == Do.LEAVE:
        return ["-vn"]
    if how.video == Do.COPY:
        # 6 are messages, of which none is needed to decode a picture.
        drop = ["-bsf:v", "filter_units=remove_types=6"] if how.drop_notes else []
        return ["-map", f"0:{how.picture}", "-c:v", "copy", *drop]
    return [
        *("-map", f"0:{how.picture}", "-vf", _filters(how)),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-profile:v", "high"),
        *("-maxrate", "3M", "-bufsize", "6M", "-fps_mode", "vfr"),
        *("-force_key_frames", "expr:gte(t,n_forced*2)"),
    ]


def _filters(how: Plan) -> str:
    parts = ["fps=30"] if how.thin_frames else []
    parts.append(_fit(how.width, how.height))
    if how.is_hdr:
        parts.append(TONE_MAP)
    return ",".join([*parts, "format=yuv420p"])


def _fit(width: int, height: int) -> str:
    """Return the filter that fits whole pictures into this frame: a phone turned while it records
    changes the shape of its pictures."""
    wide = f"max(2,2*round(min({width},{height}*dar)/2))"
    high = f"max(2,2*round(min({height},{width}/dar)/2))"
    return f"scale='{wide}':'{high}':flags=bicubic,setsar=1,pad={width}:{height}:-1:-1"


def _sound(how: Plan) -> list[str]:
    if how.audio == Do.LEAVE:
        return ["-an"]
    if how.audio == Do.COPY:
        return ["-map", f"0:{how.sound}", "-c:a", "copy"]
    # What is missing becomes silence, or some players let the sound run ahead of the picture.
    filters = ["aresample=async=1:first_pts=0"]
    if how.gain_db:
        # One gain for the whole, so that a raised voice stays a raised voice; loudnorm would
        # level it. The limiter catches what the gain lifts over the top.
        filters.append(f"volume={how.gain_db:.1f}dB,alimiter=limit=0.84:level=false")
    aac = ["-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"]
    return ["-map", f"0:{how.sound}", "-af", ",".join(filters), *aac]


def speech(binary: str, source: Path, target: Path) -> list[str]:
    """Return the sound alone, at 16,000 samples a second."""
    wave = ["-c:a", "pcm_s16le", "-ac", "1", "-ar", "16000", "-f", "wav", f"file:{target}"]
    return [*quiet(binary), "-vn", *reading(source), "-map", "0:a:0", *wave]


def still_of(
    target: Path,
    duration_ms: int,
    *,
    is_hdr: bool = False,
    picture: str = "0:v:0",
    is_last: bool = False,
) -> list[str]:
    """Return ffmpeg's arguments for a still: one upright frame of at most 720 pixels on the short
    side, from early on, in the colours of JPEG, which are not those of films. With `is_last` the
    last frame from there on: each is written over the one before."""
    at = min(1.0, duration_ms / 3000)
    fit = "scale='if(gt(iw,ih),-2,min(720,iw))':'if(gt(iw,ih),min(720,ih),-2)'"
    colours = "scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p"
    filters = ",".join([fit, *([TONE_MAP] if is_hdr else []), colours])
    return [
        *("-map", picture, "-ss", f"{at:.3f}", "-update", "1", "-vf", filters),
        *([] if is_last else ["-frames:v", "1"]),
        *("-map_metadata", "-1", "-q:v", "4", "-c:v", "mjpeg", "-f", "image2", f"file:{target}"),
    ]


def still_at(binary: str, source: Path, target: Path, at_ms: int) -> list[str]:
    """Return the first picture of a file of ours from a moment on, in ms."""
    return [*quiet(binary), "-ss", f"{at_ms / 1000:.3f}", *reading(source), *still_of(target, 0)]


def last_still(binary: str, source: Path, target: Path, start_ms: int, end_ms: int) -> list[str]:
    """Return the last picture of a file of ours between two moments, in ms."""
    last = still_of(target, 0, is_last=True)
    return [*quiet(binary), *_between(start_ms, end_ms), *reading(source), *last]


def poster(binary: str, source: Path, target: Path) -> list[str]:
    """Return the first frame of a file of ours, where the one from later on could not be had."""
    return [*quiet(binary), *reading(source), *still_of(target, 0)]


def percent(line: str, duration_ms: int) -> int | None:
    """Return how far it is by a line of `-progress`; at most 99, for the end is when it is kept."""
    name, _, value = line.strip().partition("=")
    if name != "out_time_us" or not value.lstrip("-").isdecimal():
        return None
    return max(0, min(99, int(value) // 10 // max(1, duration_ms)))
