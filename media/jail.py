"""Becomes another program, under limits that it can't lift. Run as a script, never imported.

The first argument is JSON: {"limits": {"AS": bytes, "CPU": seconds, ...}, "env": {...}}; the rest
is the command. Limits are set here rather than between fork and exec of the worker, where Python
code isn't safe. The parent's death is ours, and no new privileges can be gained.
"""

import ctypes
import json
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000


def main() -> None:
    spec, command = json.loads(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        _confine(int(spec["parent"]))
    for name, most in spec["limits"].items():
        # Past the soft limit of processor time comes a signal that tells why, then the end.
        hard = most + 5 if name == "CPU" else most
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, hard))
    os.nice(5)
    os.execve(command[0], command, spec["env"])  # noqa: S606 (no shell is wanted)


def _confine(parent: int) -> None:
    """Die with the parent, gain nothing, and see no network where the kernel lets us leave it."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    uid, gid = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        _map("/proc/self/setgroups", "deny")
        _map("/proc/self/uid_map", f"{uid} {uid} 1")
        _map("/proc/self/gid_map", f"{gid} {gid} 1")
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(125)


def _map(path: str, text: str) -> None:
    """Keep our own identity in the new namespace, so that our files stay ours."""
    try:
        with open(path, "w") as file:  # noqa: PTH123 (start-up time counts: no pathlib)
            file.write(text)
    except OSError:
        pass  # noqa: PIE790, RUF100 (nothing is lost: the files are readable as they are)


if __name__ == "__main__":
    main()
