"""Measures ASGI servers on this application: `.venv/bin/python docs/benchmarks/server.py`.

Needs `wrk` (Debian has it). Starts a PostgreSQL and a Valkey of its own, then per server one
process, the same settings, and `wrk` on loopback: a warm-up, then rounds over all servers, so
that a busy moment of the machine hits both. Prints one line per route and server.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")

# E402 below: the project is found by the path that was set above.
import httpx  # noqa: E402
from django.conf import settings  # noqa: E402

from deploy.embedded import ports  # noqa: E402
from deploy.embedded.postgres import Postgres  # noqa: E402
from deploy.embedded.process import Running, Service  # noqa: E402
from deploy.embedded.valkey import Valkey  # noqa: E402

ROUNDS, SECONDS, CONNECTIONS = 5, 4, 16
BIN = Path(sys.executable).parent
SERVERS = {
    "granian": lambda port: [
        *(str(BIN / "granian"), "--interface", "asgi", "--loop", "asyncio", "--workers", "1"),
        "--no-ws",
        *("--log-level", "warning", "--port", str(port), "deploy.asgi:application"),
    ],
    "uvicorn": lambda port: [
        *(str(BIN / "uvicorn"), "--ws", "none", "--log-level", "warning", "--no-access-log"),
        *("--port", str(port), "deploy.asgi:application"),
    ],
}
ROUTES = {"/healthz (no store)": "/healthz", "/api/v1/me (session, PostgreSQL)": "/api/v1/me"}
WHO = "employee@demo.example"
UPLOAD = 256 * 1024 * 1024  # bytes, in one PATCH, as tus clients send it


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, str]]:
    """Start PostgreSQL and Valkey with the demo in them; yield the environment that names them."""
    postgres = Postgres(folder / "postgres", folder / "secrets", ports.free())
    valkey = Valkey(folder / "valkey", folder / "secrets", ports.free())
    running = []
    for part in (postgres, valkey):
        part.prepare()
        running.append(Running(part.service(), subprocess.DEVNULL))
        part.wait(running[-1])
    names = {"DATABASE_URL": postgres.url, "REDIS_URL": valkey.url, "KALM_DATA_DIR": str(folder)}
    more = {"DATABASE_POOL": "16", "API_RATE": "100000000/min", "LOG_LEVEL": "WARNING"}
    env = {**os.environ, **names, **more}
    manage = [sys.executable, "manage.py"]
    for command in (["migrate", "-v", "0"], ["load_demo"]):
        subprocess.run([*manage, *command], env=env, cwd=PROJECT, check=True, stdout=sys.stderr)
    try:
        yield env
    finally:
        for one in running:
            one.stop()


def sign_in(port: int) -> httpx.Client:
    """Return a client that is signed in as the demo's employee."""
    client = httpx.Client(base_url=f"http://localhost:{port}", timeout=120)
    client.get("/api/auth/browser/v1/auth/session")
    answer = client.post(
        "/api/auth/browser/v1/auth/login",
        json={"email": WHO, "password": settings.DEMO_PASSWORD},
        headers={"X-CSRFToken": client.cookies["csrftoken"]},
    )
    answer.raise_for_status()
    return client


def upload(client: httpx.Client) -> float:
    """Return the MB per second of one upload over HTTP into a file."""
    client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
    wanted = {"length": UPLOAD, "content_type": "video/mp4", "purpose": "take"}
    made = client.put(f"/api/v1/demo/uploads/{uuid.uuid4()}", json=wanted)
    made.raise_for_status()
    piece = os.urandom(1024 * 1024)
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(UPLOAD),
    }
    started = time.monotonic()
    sent = client.patch(
        made.json()["location"],
        content=(piece for _ in range(UPLOAD // len(piece))),
        headers=headers,
    )
    sent.raise_for_status()
    rate = UPLOAD / (time.monotonic() - started) / 1e6
    client.delete(f"/api/v1/demo/uploads/{made.json()['id']}")
    return rate


def wrk(client: httpx.Client, path: str) -> float:
    """Return the requests per second; a round with errors ends the measurement."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Cookie: {cookies}"]
    url = str(client.base_url.join(path))
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if "Non-2xx" in said or "Socket errors" in said or not rate:
        raise SystemExit(said)
    return float(rate[1])


def resident(pid: int) -> float:
    """Return the memory of a process and all below it, in MB, shared pages counted once (PSS)."""
    from deploy.embedded.parent_watch import descendants

    text = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in descendants(pid)]
    return (
        sum(int(found[1]) for found in map(re.compile(r"Pss:\s+(\d+)").search, text) if found) / 1e3
    )


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, stores(Path(folder)) as env:
        clients, running = {}, {}
        for name, command in SERVERS.items():
            port = ports.free()
            service = Service(name=name, argv=command(port), env=env, cwd=PROJECT)
            running[name] = Running(service, subprocess.DEVNULL)
            while not ports.answers(port):
                time.sleep(0.1)
            clients[name] = sign_in(port)
        for title, path in ROUTES.items():
            compare(title, "/s", lambda name: wrk(clients[name], path))  # noqa: B023 (used at once)
        compare("upload of 256 MB", "MB/s", lambda name: upload(clients[name]))
        for name, one in running.items():
            print(f"{'memory after that':34} {name:8} {resident(one.pid):7.0f} MB")
            one.stop()


def compare(title: str, unit: str, measure: Callable[[str], float]) -> None:
    """Run a warm-up, then rounds over all servers; return the median with the range, per server."""
    seen: dict[str, list[float]] = {name: [] for name in SERVERS}
    for number in range(ROUNDS + 1):
        for name in SERVERS:
            got = measure(name)
            seen[name] += [got] if number else []
    for name, rates in seen.items():
        middle, least, most = statistics.median(rates), min(rates), max(rates)
        print(f"{title:34} {name:8} {middle:7.0f} {unit} ({least:.0f} to {most:.0f})", flush=True)


if __name__ == "__main__":
    main()
