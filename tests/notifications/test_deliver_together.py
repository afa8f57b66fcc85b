"""Several workers deliver together, and workers are killed: on real separate connections and
processes."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models.functions import Now

from notifications import services
from notifications.models import Channel, Delivery, DeliveryState
from tests.cast import Cast
from tests.notifications.conftest import MailServer, Tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WORKER = """
import sys
import django
django.setup()
from django.conf import settings
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_TIMEOUT = 10
from notifications import tasks
tasks.deliver(sys.argv[1:])
"""


def _worker(ids: list[str], settings: Any) -> subprocess.Popen[bytes]:
    """Start a process of its own that delivers, as a Celery worker would."""
    parts = connection.settings_dict
    address = f"{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}"
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{address}/{parts['NAME']}",
        "EMAIL_HOST": settings.EMAIL_HOST,
        "EMAIL_PORT": str(settings.EMAIL_PORT),
        "EMAIL_USE_TLS": "off",
    }
    return subprocess.Popen([sys.executable, "-c", WORKER, *ids], env=environment)


def test_rule_3_four_workers_with_the_same_batch_send_each_mail_once(
    cast: Cast, tell: Tell, mail_server: MailServer
) -> None:
    mail_server.pause = 0.005
    for member in (cast.employee, cast.teammate, cast.coach) * 7:
        tell(member)
    ids = list(Delivery.objects.filter(channel=Channel.MAIL).values_list("pk", flat=True))
    start = threading.Barrier(4)
    sent: list[int] = []

    def work() -> None:
        try:
            start.wait(timeout=20)
            sent.append(services.deliver(ids=ids))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(sent) == 4
    assert sum(sent) == len(ids) == len(mail_server.accepted) == 21
    assert len({mail["Message-ID"] for mail in mail_server.accepted}) == 21


def test_a_worker_killed_in_the_middle_leaves_one_mail_in_doubt_and_the_rest_to_others(
    cast: Cast, tell: Tell, mail_server: MailServer, settings: Any
) -> None:
    tell(cast.employee)
    tell(cast.teammate)
    mails = Delivery.objects.filter(channel=Channel.MAIL).order_by("pk")
    ids = list(mails.values_list("pk", flat=True))
    mail_server.pause = 30
    worker = _worker([str(one) for one in ids], settings)
    try:
        while not mails.filter(state=DeliveryState.SENDING).exists():
            assert worker.poll() is None, "the worker ended by itself"
            time.sleep(0.05)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    mail_server.pause = 0
    assert _states(ids) == [DeliveryState.SENDING, DeliveryState.WAITING]

    assert services.sweep() == (1, 0), "the one being sent may still be at work"
    mails.filter(pk=ids[0]).update(claimed_at=Now() - timedelta(minutes=11))
    assert services.sweep() == (1, 1)
    services.deliver(ids=ids)

    assert _states(ids) == [DeliveryState.UNKNOWN, DeliveryState.SENT]
    assert mails.get(pk=ids[0]).reason == "worker_lost"
    assert mail_server.recipients == ["tom@haven.example"]


def _states(ids: list[UUID]) -> list[str]:
    return [Delivery.objects.get(pk=one).state for one in ids]
