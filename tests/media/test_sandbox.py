"""A program on foreign bytes can use little, see little, and is gone when it should be."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from media import sandbox
from media.errors import ProcessingFailed, Reason
from media.sandbox import Limits
from tests.servers import wait_until

pytestmark = pytest.mark.slow

MIB = 1024 * 1024
LIMITS = Limits(elapsed=30, cpu=20, memory=512 * MIB, file_size=MIB)


def python(
    code: str, limits: Limits = LIMITS, reads: Sequence[Path] = (), writes: Sequence[Path] = ()
) -> sandbox.Outcome:
    return sandbox.run([sys.executable, "-I", "-c", code], limits, reads=reads, writes=writes)


def test_it_gives_back_code_output_and_errors() -> None:
    outcome = python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    assert (outcome.code, outcome.output, outcome.errors) == (3, "out\n", "err\n")


def test_it_sees_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    assert "do not tell" not in python("import os; print(dict(os.environ))").output


def test_it_has_no_standard_input() -> None:
    assert python("import sys; print(repr(sys.stdin.read()))").output == "''\n"


def test_it_cannot_take_more_memory() -> None:
    assert "MemoryError" in python("bytearray(1 << 30)").errors


def test_it_cannot_write_a_large_file(tmp_path: Path) -> None:
    target = tmp_path / "large"
    python(f"open({str(target)!r}, 'wb').write(bytes(2 << 20))", writes=[target])
    assert target.stat().st_size <= MIB


def test_it_cannot_compute_forever() -> None:
    with pytest.raises(ProcessingFailed) as failure:
        python("while True: pass", Limits(elapsed=60, cpu=1, memory=512 * MIB, file_size=0))
    assert failure.value.reason == Reason.TIMED_OUT


def test_it_cannot_wait_forever() -> None:
    with pytest.raises(ProcessingFailed) as failure:
        python("import time; time.sleep(987)", Limits(1, 20, 512 * MIB, 0))
    assert failure.value.reason == Reason.TIMED_OUT
    wait_until(lambda: not processes_with("import time; time.sleep(987)"))


def test_it_cannot_stay_by_closing_what_it_prints_to() -> None:
    """Its end is awaited no longer than itself."""
    code = "import os, time; os.close(1); os.close(2); time.sleep(876)"
    with pytest.raises(ProcessingFailed) as failure:
        python(code, Limits(1, 20, 512 * MIB, 0))
    assert failure.value.reason == Reason.TIMED_OUT
    wait_until(lambda: not processes_with(code))


def test_it_stops_when_its_caller_says_so() -> None:
    with pytest.raises(sandbox.Stopped):
        sandbox.run([sys.executable, "-c", "input()"], LIMITS, go_on=lambda: False)


def test_it_dies_with_a_caller_that_is_killed() -> None:
    mark = "import time; time.sleep(654)"
    code = (
        "import sys; from media import sandbox; "
        f"sandbox.run([sys.executable, '-c', {mark!r}], sandbox.Limits(600, 60, 1 << 30, 0))"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], cwd=Path.cwd(), env=os.environ)
    wait_until(lambda: [p for p in processes_with(mark) if p.ppid() == caller.pid])
    caller.kill()
    caller.wait()
    wait_until(lambda: not processes_with(mark))


def test_it_reads_what_it_is_given_and_no_other_file(tmp_path: Path) -> None:
    given, other = tmp_path / "given", tmp_path / "other"
    given.write_text("mine")
    other.write_text("not mine")
    assert python(f"print(open({str(given)!r}).read())", reads=[given]).output == "mine\n"
    for path in (other, Path(__file__), Path("/etc/passwd"), Path("/proc/1/environ")):
        assert "PermissionError" in python(f"open({str(path)!r})", reads=[given]).errors, path


def test_it_writes_what_it_is_given_and_makes_no_other_file(tmp_path: Path) -> None:
    given, other = tmp_path / "given", tmp_path / "other"
    assert python(f"open({str(given)!r}, 'w').write('x')", writes=[given]).code == 0
    assert given.read_text() == "x"
    assert "PermissionError" in python(f"open({str(other)!r}, 'w')", writes=[given]).errors
    assert "PermissionError" in python(f"open({str(given)!r}, 'w')", reads=[given]).errors
    assert "PermissionError" in python(f"import os; os.remove({str(given)!r})").errors
    assert not other.exists()


REFUSED = {
    "a socket": "import socket; socket.socket()",
    "a local socket": "import socket; socket.socketpair()",
    "a process": "import os; os.fork()",
    "a program": "import subprocess; subprocess.run(['/bin/true'])",
    "a signal": f"import os; os.kill({os.getpid()}, 0)",
    "to slow others down": f"import os; os.setpriority(os.PRIO_PROCESS, {os.getpid()}, 19)",
    "to slow everybody down": "import os; os.setpriority(os.PRIO_USER, 0, 19)",
    "to tell others where to run": f"import os; os.sched_setaffinity({os.getpid()}, [0])",
    "to have others told": f"import fcntl; fcntl.fcntl(1, fcntl.F_SETOWN, {os.getpid()})",
    "more rights": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))",
    "a hidden file": "import os; os.memfd_create('x')",
    "a namespace": "import ctypes, sys; c = ctypes.CDLL(None, use_errno=True); "
    "sys.exit(c.unshare(0x10000000) and 'PermissionError' * (ctypes.get_errno() == 1))",
}


@pytest.mark.parametrize("wish", REFUSED)
def test_it_gets_none_of_what_a_converter_never_needs(wish: str) -> None:
    outcome = python(REFUSED[wish])
    assert outcome.code != 0
    assert "PermissionError" in outcome.errors or "not allowed" in outcome.errors, outcome


SYSTEM_CALLS = {
    "a signal with a message": "syscall(129 if x86 else 138, 1, 0, None)",
    "memory to share": "shmget(4711, 4096, 0o1600)",
    "a lock to share": "semget(4711, 1, 0o1600)",
    "a mailbox to share": "msgget(4711, 0o1600)",
}


@pytest.mark.parametrize("wish", SYSTEM_CALLS)
def test_it_shares_nothing_with_other_processes(wish: str) -> None:
    code = (
        "import ctypes, platform; c = ctypes.CDLL(None, use_errno=True); "
        f"x86 = platform.machine() == 'x86_64'; print(c.{SYSTEM_CALLS[wish]}, ctypes.get_errno())"
    )
    assert python(code).output == "-1 1\n"


@pytest.mark.parametrize(
    "change", ["chmod({}, 0o777)", "chown({}, 0, 0)", "utime({}, (1, 1))", "truncate({}, 0)"]
)
def test_it_changes_nothing_about_a_file_either(change: str, tmp_path: Path) -> None:
    """Rights, owners and times, which Landlock lets pass."""
    other = tmp_path / "other"
    other.write_text("not mine")
    before = other.stat()
    code = f"import os; os.{change.format(repr(str(other)))}"
    assert "PermissionError" in python(code, writes=[tmp_path / "given"]).errors
    assert other.stat() == before


def test_a_bomb_of_processes_makes_none() -> None:
    code = (
        "import os\n"
        "for _ in range(1000):\n"
        "    try:\n"
        "        os.fork()\n"
        "    except PermissionError:\n"
        "        pass\n"
        "print('one')"
    )
    assert python(code).output == "one\n"


def test_it_uses_few_processors() -> None:
    """Or a large machine's many threads would take more memory than there may be."""
    code = "import os; print(len(os.sched_getaffinity(0)))"
    assert python(code, replace(LIMITS, processors=1)).output == "1\n"


def test_it_can_have_threads() -> None:
    code = (
        "import threading; t = threading.Thread(target=print, args=['both']); t.start(); t.join()"
    )
    assert python(code).output == "both\n"


def test_an_ordinary_person_is_held_as_well(tmp_path: Path) -> None:
    """The restrictions need no rights: a server that isn't root has them too."""
    secret = tmp_path / "secret"
    secret.write_text("x")
    tmp_path.chmod(0o755)
    code = f"""
import os, sys
sys.path.insert(0, {str(Path.cwd())!r})
from media.sandbox import confine
if os.getuid() == 0:
    os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
confine.libc.prctl(confine.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
confine.see_only([], [])
confine.call_only_what_is_needed(confine.platform.machine())
for attempt in (lambda: open({str(secret)!r}), os.fork):
    try:
        attempt()
    except PermissionError:
        print("refused")
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "refused\nrefused\n"


def test_it_reaches_no_network() -> None:
    """Sockets are refused; where the kernel allows it there is no network behind them either."""
    code = "import os; print(os.readlink('/proc/self/ns/net'))"
    own = str(Path("/proc/self/ns/net").readlink())
    may = subprocess.run(["unshare", "--user", "--net", "true"], check=False).returncode == 0
    assert (python(code).output.strip() != own) == may
    assert "PermissionError" in python("import socket; socket.create_connection(('::1', 9))").errors


def processes_with(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if mark in (process.info["cmdline"] or []):
            found.append(process)
    return found
