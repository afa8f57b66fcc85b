"""Measures how many mails and pushes a second leave one process: `make bench-messages`.

Both go to sinks on loopback, without the database: what the channels do, beside pywebpush called
for each push (as its README does, and with a session, which is its faster way) and a connection for
each mail, in turn and in the same run. `ROUNDS` says how many rounds (3). Writes
docs/benchmarks/messages.json and the table of messages.md.
"""

import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import requests

from bench.messages.sinks import PROJECT, sink

ROUNDS = int(os.environ.get("ROUNDS", "3"))
MAILS, PUSHES = 500, 2000
PUSH_BATCHES = (100, 500, 1000)
PAGE = PROJECT / "docs" / "benchmarks" / "messages.md"
BEGIN, END = "<!-- Made by `make bench-messages`: -->", "<!-- End of what is made. -->"
Rates = dict[str, float]


def main() -> None:
    load = os.getloadavg()[0]
    _set_up()
    with sink("mail") as mail_port, sink("push") as push_port:
        ways = {"mail": mail_ways(mail_port), "push": push_ways(push_port)}
        found = {name: in_turn(of) for name, of in ways.items()}
    document = {
        "rounds": ROUNDS,
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "load_average": [round(load, 2), round(os.getloadavg()[0], 2)],
        },
        "per_second": found,
        "bars": bars(found),
    }
    PAGE.with_suffix(".json").write_text(json.dumps(document, indent=2) + "\n")
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(document)}\n\n{END}{after}")
    print(table(document))


def _set_up() -> None:
    """Set up Django without a database: channels need none."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "deploy.settings",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "KALM_DATA_DIR": tempfile.mkdtemp(prefix="kalm-bench-"),
        "LOG_LEVEL": "WARNING",
        "OUTGOING_LOOPBACK": "on",
    }
    import django

    django.setup()


def in_turn(ways: dict[str, Callable[[], int]]) -> Rates:
    """Return the median rate of each way; each round measures all of them, in turn."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for at in range(ROUNDS):
        for name in list(ways) if at % 2 else reversed(list(ways)):
            begun = time.perf_counter()
            sent = ways[name]()
            rates[name].append(sent / (time.perf_counter() - begun))
    return {name: round(statistics.median(one)) for name, one in rates.items()}


def mail_ways(port: int) -> dict[str, Callable[[], int]]:
    """Return how mails are sent: a connection for each mail, and as Kalm does, in batches."""
    from django.conf import settings

    from notifications.channels import mail

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    messages = [_rendered() for _each in range(MAILS)]

    def one_each() -> int:
        return sum(mail.compose(one).send() for one in messages)

    def kalm() -> int:
        sent = 0
        for some in _batches(messages, mail.BATCH):
            with mail.connect() as connection:
                sent += sum(connection.send(one).state == "sent" for one in some)
        return sent

    return {"a connection for each mail": one_each, f"Kalm, batches of {mail.BATCH}": kalm}


def push_ways(port: int) -> dict[str, Callable[[], int]]:
    """Return how pushes are sent: by pywebpush one after the other, and as Kalm does."""
    from django.conf import settings
    from pywebpush import webpush

    from notifications.channels import Rendered, push

    targets = [_target(port, at) for at in range(PUSHES)]
    messages = [_rendered(target) for target in targets]

    def plain() -> int:
        return sum(_pushed(None, one) for one in messages)

    def in_a_session() -> int:
        with requests.Session() as session:
            return sum(_pushed(session, one) for one in messages)

    def _pushed(session: requests.Session | None, message: Rendered) -> bool:
        target = message.target
        assert target
        answer: Any = webpush(
            {
                "endpoint": target.endpoint,
                "keys": {"p256dh": target.p256dh, "auth": target.auth},
            },
            push.payload(message).decode(),
            vapid_private_key=settings.VAPID_PRIVATE_KEY,
            vapid_claims={"sub": settings.VAPID_CONTACT},
            ttl=message.ttl,
            timeout=push.TIMEOUT,
            requests_session=session,
        )
        return bool(answer.ok)

    def kalm(size: int) -> Callable[[], int]:
        def send() -> int:
            return sum(_sent(push.send_batch(some)) for some in _batches(messages, size))

        return send

    return {
        "pywebpush": plain,
        "pywebpush, with a session": in_a_session,
        **{f"Kalm, batches of {size}": kalm(size) for size in PUSH_BATCHES},
    }


def _batches(messages: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(messages), size):
        yield messages[start : start + size]


def _sent(outcomes: dict[Any, Any]) -> int:
    return sum(one.state == "sent" for one in outcomes.values())


def _rendered(target: Any = None) -> Any:
    from core.ids import new_id
    from notifications.channels import Rendered
    from notifications.domain.kinds import Text

    text = Text(
        language="nl",
        subject="Je volgende oefening staat klaar",
        line="Een paar rustige minuten? ‘De balie’ staat voor je klaar.",
        action="Begin de oefening",
        note="",
    )
    id = new_id()
    return Rendered(
        id=id,
        address="somebody@bench.example",
        text=text,
        url="https://kalm.example/bench/practise/1",
        unsubscribe_key="key",
        settings_url="https://kalm.example/bench/settings/messages",
        topic=id.hex,
        ttl=3600,
        target=target,
    )


def _target(port: int, at: int) -> Any:
    from base64 import urlsafe_b64encode

    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from notifications.channels import Target

    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    p256dh, auth = (urlsafe_b64encode(one).decode().rstrip("=") for one in (point, os.urandom(16)))
    return Target(f"http://127.0.0.1:{port}/{at}", p256dh, auth)


def bars(found: dict[str, Rates]) -> dict[str, Any]:
    """Return for each way of Kalm's what it reaches beside the plain way, and the bar."""
    least = {"mail": 1.3, "push": 3.0}
    named = {}
    for name, rates in found.items():
        (_plain, base), *ours = rates.items()
        for way, rate in ours:
            if not way.startswith("Kalm"):
                continue
            ratio = round(rate / base, 2)
            bar = least[name]
            named[f"{name}: {way}"] = {"bar": bar, "found": ratio, "met": ratio >= bar}
    return named


def table(document: dict[str, Any]) -> str:
    """Return a row for each way, and how the figures came about."""
    lines = ["|  | a second | beside the plain way |", "| --- | --- | --- |"]
    for name, rates in document["per_second"].items():
        base = next(iter(rates.values()))
        lines += [
            f"| {name}: {way} | {rate:,.0f} | {rate / base:.2f} |" for way, rate in rates.items()
        ]
    machine = document["machine"]
    before, after = machine["load_average"]
    return "\n".join(
        [
            *lines,
            "",
            f"{machine['processors']} processors, which the sinks share; Python "
            f"{machine['python']}; load average",
            f"{before} before and {after} after; medians of {document['rounds']} rounds.",
        ]
    )


if __name__ == "__main__":
    main()
