"""Acts as a coach: the requests of the queue, a claim, saves and a release, and how long each took.

Requests are answered in this process: the middleware, the views and the statements are measured,
and no socket.
"""

import time
from typing import Any

from rest_framework.test import APIClient

from core.ids import new_id

BASE = "/api/v1/large"


class Desk:
    """Holds a coach's session. Each verb returns its answer and the milliseconds that it took."""

    def __init__(self, number: int, base: str = BASE) -> None:
        from accounts.models import Membership

        slug = base.rpartition("/")[2]
        me = Membership.objects.select_related("person").get(
            person__email=f"coach-{number}-{slug}@bench.example"
        )
        self.base, self.membership = base, me.id
        self.client = APIClient(SERVER_NAME="localhost")
        self.client.force_login(me.person)
        self.client.credentials(HTTP_KALM_MEMBERSHIP=str(me.id))

    def read_queue(self) -> tuple[Any, float]:
        return self._timed("get", "/queue", 200)

    def claim(self) -> tuple[Any, float]:
        return self._timed("post", "/leases", 201, {})

    def save(self, lease: Any, criterion: Any) -> tuple[Any, float]:
        """Give a level on a criterion of the review's rubric."""
        body = {"lease": lease["id"], "level": criterion["levels"][1]["id"], "note": "Rustig."}
        path = f"/reviews/{lease['review']}/scores/{criterion['id']}"
        return self._timed("put", path, 200, body, HTTP_IF_NONE_MATCH="*")

    def remark(self, lease: Any, take: str, kind: str) -> None:
        body = {"lease": lease["id"], "take": take, "kind": kind, "at_ms": 900, "text": "Rustig."}
        path = f"/reviews/{lease['review']}/comments/{new_id()}"
        self._timed("put", path, 201, body, HTTP_IF_NONE_MATCH="*")

    def read(self, lease: Any) -> tuple[Any, float]:
        return self._timed("get", f"/reviews/{lease['review']}", 200)

    def release(self, lease: Any) -> tuple[Any, float]:
        version = self.read(lease)[0]["version"]
        path = f"/reviews/{lease['review']}/release"
        body = {"lease": lease["id"]}
        return self._timed("post", path, 200, body, HTTP_IF_MATCH=f'"{version}"')

    def give_back(self, lease: Any) -> None:
        self._timed("delete", f"/leases/{lease['id']}", 204)

    def _timed(
        self, method: str, path: str, expected: int, body: Any = None, **headers: str
    ) -> tuple[Any, float]:
        begun = time.perf_counter()
        answer = getattr(self.client, method)(f"{self.base}{path}", body, **headers)
        took = (time.perf_counter() - begun) * 1000
        assert answer.status_code == expected, answer.content
        return answer.json() if answer.content else None, took
