"""Runs the whole product, from nothing to healthy, until Ctrl-C: `make run`."""

import http.client
import json
import os
import signal
import ssl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from deploy.embedded import secret
from deploy.stack import checks, development, lan, parts
from deploy.stack.console import say
from deploy.stack.errors import CannotStart, Stopped
from deploy.stack.layout import Layout
from deploy.stack.lock import Lock
from deploy.stack.supervisor import Supervisor

PATIENCE = 120.0
CLIENT_PORT = 5173


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number).name)


@contextmanager
def embedded(layout: Layout, environment: dict[str, str]) -> Iterator[Supervisor]:
    """Run the embedded services that `environment` does not name, and name them in it meanwhile."""
    layout.make()
    checks.disk(layout.root)
    lock = Lock(layout.run / "lock")
    lock.take()
    supervisor = Supervisor(layout, lock.fileno)
    try:
        _start_embedded(supervisor, layout, environment)
        yield supervisor
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        layout.services.unlink(missing_ok=True)
        supervisor.stop()
        lock.release()


def _start_embedded(supervisor: Supervisor, layout: Layout, environment: dict[str, str]) -> None:
    """Start all, then wait for each, then write down their addresses."""
    wanted = parts.embedded(layout, environment)
    started = []
    for part in wanted.values():
        started.append((part, supervisor.add(part.service(), part.prepare)))
    for part, running in started:
        part.wait(running)
    found = {name: part.url for name, part in wanted.items()}
    environment.update(found)
    secret.write(layout.services, json.dumps(found))
    supervisor.begin_group()


def run(*, on_lan: bool, attached: bool, reload: bool) -> int:
    """Start everything, say where it is, and supervise it until told to stop.

    `attached`: also stop when the process that started us is gone, be it by `kill -9`.
    `reload`: for development, with a client of its own at CLIENT_PORT; see development.py.
    """
    checks.python()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    layout = Layout.from_environment()
    environment = parts.environment()
    try:
        layout.make()
        if reload:
            checks.port(CLIENT_PORT)
            environment.setdefault("PUBLIC_URL", f"http://localhost:{CLIENT_PORT}")
        address = _address(layout, environment, on_lan=on_lan)
        checks.port(address.port)
        with embedded(layout, environment) as supervisor:
            supervisor.attached_to = os.getppid() if attached else None
            _serve(supervisor, layout, address, environment, reload=reload)
    except Stopped as stopped:
        say(f"Stopped ({stopped}); everything is down.")
    return 0


def _address(layout: Layout, environment: dict[str, str], *, on_lan: bool) -> parts.Address:
    """Return where to listen; on the network also which hosts may be asked for, and no others."""
    port = checks.whole_number("PORT", environment.get("PORT") or "8000", most=65535)
    if not on_lan:
        environment.setdefault("PUBLIC_URL", f"http://localhost:{port}")
        host = environment.get("KALM_LISTEN") or "127.0.0.1"
        return parts.Address(host, port, environment["PUBLIC_URL"])
    hosts = lan.addresses()
    pair = lan.certificate(layout.secrets, hosts)
    names = ["localhost", "127.0.0.1", *hosts]
    environment["PUBLIC_URL"] = f"https://{hosts[0]}:{port}"
    environment["ALLOWED_HOSTS"] = ",".join(names)
    environment["TRUSTED_ORIGINS"] = ",".join(f"https://{name}:{port}" for name in names)
    url = environment["PUBLIC_URL"]
    return parts.Address("0.0.0.0", port, url, pair.certificate, pair.key)  # noqa: S104 (asked for)


def _serve(
    supervisor: Supervisor,
    layout: Layout,
    address: parts.Address,
    environment: dict[str, str],
    *,
    reload: bool,
) -> None:
    """Prepare, start our own services, wait until healthy and say so; then supervise until told to
    stop."""
    supervisor.run_once(
        parts.command("prepare", [sys.executable, "-m", "deploy.stack.prepare"], environment)
    )
    ours = [parts.web(address, environment), parts.worker(environment)]
    if reload:
        ours = [development.reloading(service, development.packages()) for service in ours]
        server = f"http://127.0.0.1:{address.port}"
        ours.append(development.client(CLIENT_PORT, server, environment))
    for service in (*ours, parts.beat(layout, environment)):
        supervisor.add(service)
    _wait_until_ready(supervisor, address)
    found = layout.addresses() | {"url": address.public_url}
    secret.write(layout.services, json.dumps(found))
    _announce(address, layout.welcome.read_text())
    while True:
        supervisor.supervise()
        time.sleep(0.2)


def _wait_until_ready(supervisor: Supervisor, address: parts.Address) -> None:
    deadline = time.monotonic() + PATIENCE
    answer = ""
    while time.monotonic() < deadline:
        supervisor.supervise()
        supervisor.give_up_on_failing()
        status, answer = ask(address, "/readyz")
        if status == 200:
            return
        time.sleep(0.2)
    raise CannotStart(f"Kalm is not healthy after {PATIENCE:.0f} s: {answer}")


def ask(address: parts.Address, path: str) -> tuple[int, str]:
    """Send one request to the server on loopback; return status and body, or (0, why) when it does
    not answer."""
    link: http.client.HTTPConnection
    if address.certificate:
        trusted = ssl.create_default_context(cafile=str(address.certificate))
        link = http.client.HTTPSConnection("127.0.0.1", address.port, timeout=5, context=trusted)
    else:
        link = http.client.HTTPConnection("127.0.0.1", address.port, timeout=5)
    try:
        link.request("GET", path, headers={"Host": f"localhost:{address.port}"})
        answer = link.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        link.close()


def _announce(address: parts.Address, welcome: str) -> None:
    """Print the address and, in demo mode, who can sign in."""
    say(f"\nKalm is up: {address.public_url}\n{welcome}".rstrip())
    if address.certificate:
        say(
            "Scan this with a phone on the same network; it will ask whether to trust this machine."
        )
        lan.show(address.public_url)
    say("Ctrl-C stops everything.\n")
