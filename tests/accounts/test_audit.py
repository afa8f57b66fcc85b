"""The audit log only grows: the database refuses everything else."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import services
from accounts.models import AuditEvent
from tests.cast import Cast


@pytest.fixture
def event(cast: Cast) -> AuditEvent:
    return services.record_audit(
        organisation=cast.haven,
        actor=cast.admin,
        verb="looked",
        subject=cast.employee,
        detail={"at": 3},
    )


@pytest.fixture(autouse=True)
def _nothing_lost(event: AuditEvent) -> Iterator[None]:
    yield
    assert AuditEvent.objects.get().verb == "looked"


def test_it_tells_who_did_what_to_which_object(event: AuditEvent, cast: Cast) -> None:
    event.refresh_from_db()
    assert (event.object_type, event.object_id) == ("accounts.membership", cast.employee.id)
    assert (event.actor, event.detail) == (cast.admin, {"at": 3})


def test_it_cannot_be_changed(event: AuditEvent) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(verb="nothing")


def test_it_cannot_be_deleted(event: AuditEvent) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEvent.objects.all().delete()


def test_it_cannot_be_emptied(event: AuditEvent) -> None:
    # PostgreSQL's own refusal, for checks that wait for the commit, would come first.
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE accounts_auditevent")
