"""A program on foreign bytes can use little, see little, and is gone when it should be."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from media import sandbox
from media.errors import ProcessingFailed, Reason
from media.sandbox import Limits
from tests.servers import wait_until

MIB = 1024 * 1024
LIMITS = Limits(wall=30, cpu=20, memory=512 * MIB, file_size=MIB)


def python(code: str, limits: Limits = LIMITS) -> sandbox.Outcome:
    return sandbox.run([sys.executable, "-I", "-c", code], limits)


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
    python(f"open({str(target)!r}, 'wb').write(bytes(2 << 20))")
    assert target.stat().st_size <= MIB


def test_it_cannot_compute_forever() -> None:
    with pytest.raises(ProcessingFailed) as failure:
        python("while True: pass", Limits(wall=60, cpu=1, memory=512 * MIB, file_size=0))
    assert failure.value.reason == Reason.TIMED_OUT


def test_it_cannot_wait_forever_nor_leave_children() -> None:
    child = "import time; time.sleep(987)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(ProcessingFailed) as failure:
        python(code, Limits(wall=1, cpu=20, memory=512 * MIB, file_size=0))
    assert failure.value.reason == Reason.TIMED_OUT
    wait_until(lambda: not processes_with("time.sleep(987)"))


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


def test_it_reaches_no_network_where_the_kernel_allows_it(tmp_path: Path) -> None:
    """Without namespaces for ordinary users only the protocol whitelist stands; see README."""
    code = "import os; print(os.readlink('/proc/self/ns/net'))"
    own = os.readlink("/proc/self/ns/net")  # noqa: PTH115
    may = subprocess.run(["unshare", "--user", "--net", "true"], check=False).returncode == 0
    assert (python(code).output.strip() != own) == may


def processes_with(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if mark in (process.info["cmdline"] or []):
            found.append(process)
    return found
