"""Runs a command as if the kernel lacked one system call: `without_syscall.py
NUMBER COMMAND...`.

A real filter on a real process: the call answers that it does not exist, to all that it starts.
"""

import ctypes
import os
import struct
import sys

from media.sandbox.confine import ALLOW, ENOSYS, EQUAL, LOAD, REFUSE, RETURN, libc

STEP = "=HBBI"
LANDLOCK = 444  # landlock_create_ruleset, on every architecture


def main() -> None:
    number, command = int(sys.argv[1]), sys.argv[2:]
    program = [
        struct.pack(STEP, LOAD, 0, 0, 0),
        struct.pack(STEP, EQUAL, 0, 1, number),
        struct.pack(STEP, RETURN, 0, 0, REFUSE | ENOSYS),
        struct.pack(STEP, RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    libc.prctl(38, 1, 0, 0, 0)
    if libc.prctl(22, 2, struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)), 0, 0):
        sys.exit("no filter")
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    main()
