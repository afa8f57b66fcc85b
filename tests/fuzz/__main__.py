"""Sends drawn requests to every described route as each role; exit code 1 for any 5xx or status
that the description does not name. EXAMPLES=10 sets how many for each route, role and mode."""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Err
from schemathesis.schemas import APIOperation

from tests.flows.caller import Caller
from tests.flows.stack import own_stack

ROLES = (
    "employee",
    "coach",
    "author",
    "manager",
    "admin",
)  # the admin may dismiss the rest
EXAMPLES = int(os.environ.get("EXAMPLES", "5"))
TOKEN = "X-Session-Token"
FOR_WHOM = ("Kalm-Membership", "Kalm-Person")  # one that is not the caller's own hides all else
ENOUGH = 20  # findings of one role that are printed
# The limits of production would answer nearly everything with 429.
ROOMY = {"API_RATE": "100000/sec"}


@schemathesis.serializer("application/offset+octet-stream", "application/zip")
def as_bytes(ctx: object, value: object) -> bytes:
    """Return the body of a tus request, or a file, as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


class Walk:
    """The requests of one role."""

    def __init__(self, url: str, role: str, password: str) -> None:
        self.url = url
        self.caller = Caller(url, "demo", f"{role}@demo.example", password)
        self.session = requests.Session()
        self.known = self._known()
        self.statuses: Counter[int] = Counter()
        self.wrong: list[str] = []

    def ask(self, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> None:
        """Send some requests to one route: with values as described, or with others."""

        @seed(0)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: Any) -> None:
            self._send(operation, case)

        with suppress(Unsatisfiable):  # a route of which nothing can be wrong
            send()

    def _send(self, operation: APIOperation[Any, Any, Any, Any], case: Any) -> None:
        is_sign_in = operation.path.startswith("/api/auth/")
        headers = {} if is_sign_in else {TOKEN: self.caller.http.headers[TOKEN]}
        for name in (*FOR_WHOM, TOKEN):
            (case.headers or {}).pop(name, None)
        for name in case.path_parameters or {}:
            if ids := self.known.get(name):
                case.path_parameters[name] = ids[sum(self.statuses.values()) % len(ids)]
        try:
            answer = case.call(base_url=self.url, headers=headers, session=self.session, timeout=30)
        except (requests.exceptions.InvalidHeader, UnicodeError):
            return  # no client can send it
        status = int(answer.status_code)
        self.statuses[status] += 1
        described = operation.definition.raw["responses"]
        if status >= 500 or str(status) not in described:
            self.wrong.append(f"{status} {case.as_curl_command()[:600]}")

    def _known(self) -> Mapping[str, list[str]]:
        """Return values for the path that exist: `attempt` from the list of attempts."""
        found: dict[str, list[str]] = {"organisation": ["demo"]}
        for plural in ("attempts", "messages", "people", "teams", "programmes", "enrolments"):
            answer = self.caller.http.get(f"{self.caller.root}/{plural}")
            rows = answer.json().get("results", []) if answer.status_code == 200 else []
            name = "membership" if plural == "people" else plural.removesuffix("s")
            found[name] = [row["id"] for row in rows]
        for plural in ("rubrics", "scenarios"):
            answer = self.caller.http.get(f"{self.caller.root}/{plural}")
            rows = answer.json().get("results", []) if answer.status_code == 200 else []
            found.setdefault("version", []).extend(
                version["id"] for row in rows for version in row["versions"]
            )
        return found


def operations() -> Iterator[APIOperation[Any, Any, Any, Any]]:
    """Return each operation of the committed description."""
    path = Path(__file__).parents[2] / "docs" / "openapi.yaml"
    for found in schemathesis.openapi.from_path(str(path)).get_all_operations():
        if isinstance(found, Err):
            raise found.err()
        yield found.ok()


def main() -> int:
    """Send the requests of each role, print the results and return the exit code."""
    from tests.flows.stack import demo_password

    failed = False
    with (
        tempfile.TemporaryDirectory(prefix="kalm-") as folder,
        own_stack(Path(folder), **ROOMY) as up,
    ):
        for role in ROLES:
            walk = Walk(up.url, role, demo_password())
            for operation in operations():
                for mode in GenerationMode:
                    walk.ask(operation, mode)
            failed |= bool(walk.wrong)
            print(_summary(role, walk), flush=True)
    return int(failed)


def _summary(role: str, walk: Walk) -> str:
    broken = sum(count for status, count in walk.statuses.items() if status >= 500)
    by_status = ", ".join(f"{status}: {n}" for status, n in sorted(walk.statuses.items()))
    head = (
        f"{role}: {sum(walk.statuses.values())} requests, {broken} of 5xx, "
        f"{len(walk.wrong) - broken} undocumented ({by_status})"
    )
    return "\n  ".join([head, *walk.wrong[:ENOUGH]])


if __name__ == "__main__":
    sys.exit(main())
