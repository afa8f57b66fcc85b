"""core.dispatch delays work when a task message is lost, and never loses work or fails a
request.
"""

import socket
from collections.abc import Iterator

import pytest
from celery import Celery
from django.conf import settings

from core.dispatch import dispatch
from deploy.celery import app as usual

pytestmark = pytest.mark.slow


@pytest.fixture
def silent_broker() -> Iterator[Celery]:
    """Listen as a broker that accepts connections and never answers, as a Valkey that hangs
    does.
    """
    waits = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2}
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS.keys() > waits.keys()
    with socket.create_server(("127.0.0.1", 0)) as server:
        app = Celery(broker=f"redis://127.0.0.1:{server.getsockname()[1]}/0", set_as_current=False)
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | waits
        app.set_current()
        yield app
        app.close()
    usual.set_current()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_hangs_is_given_up_and_fails_no_verb(
    silent_broker: Celery, caplog: pytest.LogCaptureFixture
) -> None:
    dispatch("accounts.mail_reset_link", None)
    assert any("OperationalError" in str(record.exc_info) for record in caplog.records), caplog.text
