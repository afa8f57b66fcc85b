"""Plays the main loop and prints each step with its time; exit code 1 and the reason on failure."""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar

from tests.flows import loop
from tests.flows.caller import Caller, NotAsPromised
from tests.flows.stack import demo_password, running_stack

Result = TypeVar("Result")


def step(what: str, do: Callable[[], Result]) -> Result:
    """Print one step of the tour with its time."""
    started = time.monotonic()
    result = do()
    print(f"  {what:<58} {time.monotonic() - started:6.2f} s", flush=True)
    return result


def walk(url: str) -> None:
    """Walk as employee and coach, from the nudge to the second attempt."""

    def sign_in(role: str) -> Caller:
        return Caller(url, "demo", f"{role}@demo.example", demo_password())

    employee = step("employee signs in", lambda: sign_in("employee"))
    coach = step("coach signs in", lambda: sign_in("coach"))
    step("the nudge has arrived", lambda: loop.first_nudge(employee))
    attempt: dict[str, Any] = step("employee opens the exercise", lambda: loop.begin(employee))
    step("employee watches the customer, with captions", lambda: loop.watch(employee, attempt))
    if not attempt["answers"]:
        step("employee names what is going on", lambda: loop.choose(employee, attempt))
    webm = step("first take sent (WebM)", lambda: loop.record(employee, attempt, loop.WEBM))
    step("first take plays", lambda: loop.processed(employee, attempt, webm))
    phone = step(
        "second take sent (MP4, turned by 90 degrees)",
        lambda: loop.record(employee, attempt, loop.PORTRAIT),
    )
    step("second take plays", lambda: loop.processed(employee, attempt, phone))
    step("employee submits the second take", lambda: loop.submit(employee, attempt, phone))
    step("coach scores, comments and releases", lambda: loop.review(coach, attempt))
    step("employee is told, and reads the feedback", lambda: loop.read(employee, attempt))
    step("employee begins again", lambda: loop.again(employee, attempt))


def main() -> int:
    """Run the tour and return its exit code."""
    started = time.monotonic()
    with ExitStack() as stack:
        try:
            url = step("a healthy stack", lambda: stack.enter_context(running_stack()))
            walk(url)
        except NotAsPromised as broken:
            print(f"The tour stopped: {broken}", file=sys.stderr)
            return 1
    print(f"The main loop works: {time.monotonic() - started:.1f} s in all.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
