"""Makes ffmpeg's arguments for measuring how loud a recording is and whether it shows anything,
and reads its answers. Pure: no process, no ORM.

Loudness is EBU R128's integrated loudness in LUFS, gains in dB.
"""

import array
import re
from collections.abc import Iterable
from pathlib import Path

from media.domain.ffmpeg import quiet, reading
from media.domain.plans import Facts

SILENT = -50.0  # LUFS; a whisper at arm's length measures about -40
QUIET, WANTED = -23.0, -19.0  # LUFS; speech below the first is raised to the second
MOST_GAIN = 18.0  # dB: what is quieter still is mostly noise
DARK = 36  # 90% of the pixels are darker, where 16 is black
PEAKS = 200
RATE = 8000  # samples per second that peaks are found in

_INTEGRATED = re.compile(r"^\s*I:\s+(-?[\d.]+|-inf) LUFS", re.MULTILINE)
_LUMA = re.compile(r"lavfi\.signalstats\.YHIGH=(\d+)")


def loudness(binary: str, source: Path, sound: int) -> list[str]:
    """Measure the sound alone, which is stream `sound`."""
    return [*_telling(binary), "-vn", *reading(source), *_measured(f"0:{sound}")]


def everything(
    binary: str, source: Path, samples: Path, facts: Facts, *, every_picture: bool = False
) -> list[str]:
    """Measure the sound, write its samples to `samples`, and print how bright pictures are: the key
    frames, or each, which takes longer and comes upon all damage."""
    few = ["-skip_frame:v", "nokey"] if facts.picture and not every_picture else []
    command = [*_telling(binary), *few, *reading(source)]
    if facts.picture:
        look = "scale=64:64:out_range=tv,format=yuv420p,signalstats"
        tell = "metadata=mode=print:key=lavfi.signalstats.YHIGH:file=-"
        command += ["-map", "0:v:0", "-vf", f"{look},{tell}", "-fps_mode", "passthrough"]
        command += ["-f", "null", "-"]
    if facts.sound:
        command += _measured("0:a:0")
        command += ["-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", f"file:{samples}"]
    return command


def _telling(binary: str) -> list[str]:
    """Return the command so far, with the messages in which the summary of the loudness comes."""
    return ["info" if word == "error" else word for word in quiet(binary)] + ["-nostats"]


def _measured(sound: str) -> list[str]:
    return ["-map", sound, "-af", "ebur128=framelog=quiet", "-f", "null", "-"]


def read_loudness(errors: str) -> float | None:
    """Read the loudness from ffmpeg's messages; None where it measured nothing."""
    found = _INTEGRATED.findall(errors)
    if not found:
        return None
    return max(-70.0, float(found[-1]))


def luma(line: str) -> int | None:
    """Return how bright a picture is, from a line of output: 16 is black, 235 white."""
    found = _LUMA.search(line)
    return int(found[1]) if found else None


def is_dark(brightness: Iterable[int]) -> bool:
    """Return whether nothing can be seen in the frames, but for one in twenty."""
    frames = list(brightness)
    return bool(frames) and sum(value > DARK for value in frames) * 20 <= len(frames)


def gain(measured: float | None) -> float:
    """Return how much louder quiet speech is made, in dB; 0 for what is loud enough, or silent."""
    if measured is None or not SILENT < measured < QUIET:
        return 0.0
    return min(MOST_GAIN, WANTED - measured)


def peaks(samples: Path) -> list[int]:
    """Return the loudest moment of each of 200 parts, in percent of the loudest possible."""
    values = array.array("h")
    values.frombytes(samples.read_bytes()[: samples.stat().st_size // 2 * 2])
    part = max(1, -(-len(values) // PEAKS))
    parts = (values[at : at + part] for at in range(0, len(values), part))
    return [min(100, max(max(each), -min(each)) * 100 // 32767) for each in parts]
