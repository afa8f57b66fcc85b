"""Speaks one line with the espeak-ng library.

    python -m demo.espeak VOICE SPEED PITCH RANGE < text > samples

Text comes in as UTF-8, raw samples go out (22,050 a second, mono, signed 16-bit).
A process of its own for every line, because the library carries its flutter from one line to the
next: only a fresh process says the same text the same way each time.
"""

import ctypes
import sys
from typing import Any

import espeakng_loader

RATE = 22_050
_SYNCHRONOUS = 2
_UTF8 = 1
_PARAMETERS = {"speed": 1, "volume": 2, "pitch": 3, "range": 4}
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def open_library() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    text, size, number = ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint
    pointer = ctypes.c_void_p
    library.espeak_Synth.argtypes = [text, size, number, number, number, number, pointer, pointer]
    data = espeakng_loader.get_data_path().encode()
    if library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0) != RATE:
        sys.exit("espeak-ng could not find its voices")
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))  # it seeds itself from the clock otherwise
    return library


def spoken(text: str, voice: str, **parameters: int) -> bytes:
    library = open_library()
    heard: list[bytes] = []

    def hear(wave: Any, count: int, _events: Any) -> int:
        if wave and count > 0:
            heard.append(ctypes.string_at(wave, count * 2))
        return 0

    listener = _Callback(hear)  # a name of its own, or it would be collected while in use
    library.espeak_SetSynthCallback(listener)
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        sys.exit(f"espeak-ng has no voice {voice}")
    for name, value in parameters.items():
        library.espeak_SetParameter(_PARAMETERS[name], value, 0)
    encoded = text.encode()
    if library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8, None, None) != 0:
        sys.exit("espeak-ng could not say the text")
    return b"".join(heard)


if __name__ == "__main__":
    name, speed, pitch, swing = sys.argv[1:]
    line = sys.stdin.buffer.read().decode()
    sound = spoken(line, name, speed=int(speed), pitch=int(pitch), range=int(swing), volume=90)
    sys.stdout.buffer.write(sound)
