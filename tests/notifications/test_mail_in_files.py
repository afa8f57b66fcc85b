"""Mail that is written into files, as in the demo, waits while the disk takes none."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail.backends.filebased import EmailBackend
from django.db.models.functions import Now
from django.test import Client

from notifications import services
from notifications.models import Channel, Delivery, DeliveryState, Outage
from tests.cast import Cast
from tests.notifications.conftest import Tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class FullDisk(EmailBackend):
    """Writes each mail into Linux's device that refuses every byte as a full disk does."""

    def _get_filename(self) -> str:
        return "/dev/full"


def test_on_a_full_disk_mail_waits_and_costs_no_try(
    cast: Cast, tell: Tell, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = f"{__name__}.FullDisk"
    mails = Delivery.objects.filter(channel=Channel.MAIL)
    for member in (cast.employee, cast.teammate):
        tell(member)
    ids = list(mails.values_list("pk", flat=True))
    services.deliver(ids=ids)
    assert set(mails.values_list("state", "tries")) == {(DeliveryState.WAITING, 0)}
    assert set(mails.values_list("reason", flat=True)) == {"unreachable", ""}
    assert Client().get("/readyz").json()["degraded"]["mail"]["reason"] == "unreachable"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    Outage.objects.update(next_try_at=Now())
    services.deliver(ids=ids)
    assert set(mails.values_list("state", flat=True)) == {DeliveryState.SENT}
    [written] = tmp_path.iterdir()
    for address in ("emma@haven.example", "tom@haven.example"):
        assert f"To: {address}" in written.read_text()
