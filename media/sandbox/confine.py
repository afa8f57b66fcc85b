"""Becomes another program, under restrictions that it can't lift. Run as a script, never imported.

The first argument is JSON: {"parent": pid, "limits": {"AS": bytes, "CPU": seconds, ...}, "env":
{...}, "nice": 0, "processors": 8, "reads": [path, ...], "writes": [path, ...]}; the rest is the
command. All is set here rather than between fork and exec of the worker, where Python code isn't
safe.

The restrictions on Linux, each alone enough for most attacks: Landlock (only `reads` can be read
and only `writes`, which exist already, written), seccomp (no sockets, no new processes, no signals
to others and no say in how they run, no shared memory, no tracing, mounting or lifting of limits,
no other rights, owners or times for files, of which Landlock knows nothing), a namespace without a
network, and limits.
"""

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
CLONE_NEWUSER, CLONE_NEWNET, CLONE_THREAD = 0x10000000, 0x40000000, 0x00010000
EPERM, ENOSYS = 1, 38

# Landlock: its system calls have the same numbers everywhere.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
# How many of the rights on files each version knows; later versions know as many as the last.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# fmt: off
DENIED = {
    "x86_64": (
        41, 42, 43, 44, 45, 46, 47, 49, 50, 53, 288, 299, 307,  # sockets
        57, 58, 322,  # fork, vfork, execveat
        62, 200, 129, 297,  # kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo
        101, 310, 311, 298, 323,  # ptrace, process_vm_*, perf_event_open, userfaultfd
        135, 155, 161, 165, 166, 167, 168, 169, 272, 308,  # personality to setns
        160, 227, 175, 176, 313, 246, 320, 321, 248, 249, 250, 304, 319,  # setrlimit to memfd
        90, 91, 92, 93, 94, 260, 268, 132, 235, 261, 280, 76,  # chmod, chown, utime, truncate
        188, 189, 190, 197, 198, 199,  # setxattr, removexattr
        142, 144, 203, 314, 251, 256, 279,  # sched_set*, ioprio_set, migrate_pages, move_pages
        29, 30, 31, 64, 65, 66, 220, 68, 69, 70, 71, 240, 241,  # shm*, sem*, msg*, mq_*
    ),
    "aarch64": (
        198, 199, 200, 201, 202, 203, 206, 207, 211, 212, 242, 243, 269,
        281,
        129, 130, 138, 240,
        117, 270, 271, 241, 282,
        92, 41, 51, 40, 39, 224, 225, 142, 97, 268,
        164, 112, 105, 106, 273, 104, 294, 280, 217, 218, 219, 265, 279,
        52, 53, 54, 55, 88, 45,
        5, 6, 7, 14, 15, 16,
        118, 119, 122, 274, 30, 238, 239,
        194, 195, 196, 190, 191, 192, 193, 186, 187, 188, 189, 180, 181,
    ),
}
# fmt: on
# pidfd, io_uring, mount; memfd_secret, fchmodat2, setxattrat, removexattrat, file_setattr
DENIED_EVERYWHERE = (*range(424, 433), 434, 438, 447, 452, 463, 466, 469)
CLONE3 = 435  # its flags are in memory, where a filter can't look; libc falls back to clone
CLONE = {"x86_64": 56, "aarch64": 220}
TGKILL = {"x86_64": 234, "aarch64": 131}
PRLIMIT = {"x86_64": 302, "aarch64": 261}
SETPRIORITY = {"x86_64": 141, "aarch64": 140}
FCNTL = {"x86_64": 72, "aarch64": 25}
F_SETOWN, F_SETOWN_EX = 8, 15

LOAD, EQUAL, ANY_OF, RETURN = 0x20, 0x15, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000

libc = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    spec, command = json.loads(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        leave_the_network(int(spec["parent"]))
    os.nice(spec["nice"])
    for name, most in spec["limits"].items():
        # Past the soft limit of processor time comes a signal that tells why, then the end.
        hard = most + 5 if name == "CPU" else most
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, hard))
    if sys.platform == "linux":
        use_few(spec["processors"])
        see_only([*spec["reads"], command[0]], spec["writes"])
        call_only_what_is_needed(platform.machine())
    os.execve(command[0], command, spec["env"])  # noqa: S606 (no shell is wanted)


def use_few(most: int) -> None:
    """Programs make threads for each processor, and each thread takes memory: on a large machine
    more than the limit. Which ones is chosen by our number, so that not all take the same."""
    every = sorted(os.sched_getaffinity(0))
    first = os.getpid() * most % len(every)
    os.sched_setaffinity(0, [*every[first:], *every[:first]][:most])


def leave_the_network(parent: int) -> None:
    """Make the process die with its parent, gain nothing, and leave the network if it may."""
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


def see_only(reads: list[str], writes: list[str]) -> None:
    """Allow by Landlock (kernel 5.13) that these are opened, and nothing else."""
    version = libc.syscall(CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    handled = (1 << FILE_RIGHTS[min(version, 5)]) - 1
    # From version 4 no TCP; from 6 no abstract sockets of, and no signals to, the outside.
    fields = [handled, *([3] if version >= 4 else []), *([3] if version >= 6 else [])]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    rules = libc.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        give_up("no Landlock rules")
    for path in reads:
        _allow(rules, path, EXECUTE | READ_FILE | READ_DIR)
    for path in writes:
        _allow(rules, path, (READ_FILE | WRITE_FILE | TRUNCATE) & handled)
    if libc.syscall(RESTRICT_SELF, rules, 0):
        give_up("Landlock refused")
    os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not os.path.isdir(path):  # noqa: PTH112 (as above)
        rights &= ~READ_DIR
    if libc.syscall(ADD_RULE, rules, 1, struct.pack("=Qi", rights, place), 0):
        give_up(f"Landlock refused {path}")
    os.close(place)


def call_only_what_is_needed(machine: str) -> None:
    """Refuse by seccomp what a converter never does. Threads may be made, processes not."""
    if machine not in DENIED:
        return
    refuse = _step(RETURN, REFUSE | EPERM)
    allow = _step(RETURN, ALLOW)
    program = [
        *(_step(LOAD, 4), _step(EQUAL, AUDIT_ARCH[machine], 1, 0), _step(RETURN, KILL)),
        _step(LOAD, 0),
        *(_step(0x35, 0x40000000, 0, 1), refuse),  # x32: the same calls by other numbers
        *(_step(EQUAL, CLONE3, 0, 1), _step(RETURN, REFUSE | ENOSYS)),
    ]
    for number in (*DENIED[machine], *DENIED_EVERYWHERE):
        program += [_step(EQUAL, number, 0, 1), refuse]
    program += [
        *(_step(EQUAL, CLONE[machine], 0, 4), _step(LOAD, 16)),
        *(_step(ANY_OF, CLONE_THREAD, 1, 0), refuse, allow),
        *(_step(EQUAL, TGKILL[machine], 0, 4), _step(LOAD, 16)),
        *(_step(EQUAL, os.getpid(), 1, 0), refuse, allow),
        # setpriority of the caller alone (PRIO_PROCESS 0): encoders step back in some threads
        *(_step(EQUAL, SETPRIORITY[machine], 0, 6), _step(LOAD, 16), _step(EQUAL, 0, 0, 2)),
        *(_step(LOAD, 24), _step(EQUAL, 0, 1, 0), refuse, allow),
        # fcntl, but not to have signals sent to others
        *(_step(EQUAL, FCNTL[machine], 0, 5), _step(LOAD, 24), _step(EQUAL, F_SETOWN, 1, 0)),
        *(_step(EQUAL, F_SETOWN_EX, 0, 1), refuse, allow),
        # prlimit may ask (no new limit is given: argument 2 is null), not set
        *(_step(EQUAL, PRLIMIT[machine], 0, 5), _step(LOAD, 32), _step(EQUAL, 0, 0, 2)),
        *(_step(LOAD, 36), _step(EQUAL, 0, 1, 0), refuse, allow),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    filter_ = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    if libc.prctl(PR_SET_SECCOMP, 2, filter_, 0, 0):
        give_up("seccomp refused")


def give_up(why: str) -> None:
    """End where the kernel refuses a restriction that it has: nothing foreign is touched. runner.py
    knows the exit code."""
    sys.stderr.write(f"confine: {why}")
    sys.exit(126)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """Encode one instruction; the jumps are counted from the next one."""
    return struct.pack("=HBBI", code, if_so, if_not, value)


if __name__ == "__main__":
    main()
