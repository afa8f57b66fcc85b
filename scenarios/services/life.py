"""Holds the verbs that retire a scenario and restore it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from scenarios.models import Scenario
from scenarios.queries import scenarios_visible_to
from scenarios.services.cards import write_state
from scenarios.signals import availability_changed


@transaction.atomic
def retire_scenario(*, author: Membership, scenario: UUID) -> Scenario:
    """Let nobody start the scenario's exercise any more; who is at it may finish. Retiring again
    changes nothing. Raises NotFound."""
    row = _locked(author, scenario)
    if row.retired_at is None:
        write_state(row, retired_at=timezone.now(), retired_by=author)
        _record(author, "scenario_retired", row)
    return row


@transaction.atomic
def restore_scenario(*, author: Membership, scenario: UUID) -> Scenario:
    """Let people start a retired scenario's exercise again. Restoring again changes nothing. Raises
    NotFound."""
    row = _locked(author, scenario)
    if row.retired_at is not None:
        write_state(row, retired_at=None, retired_by=None)
        _record(author, "scenario_restored", row)
    return row


def _locked(author: Membership, scenario: UUID) -> Scenario:
    rows = scenarios_visible_to(author).select_for_update(no_key=True, of=("self",))
    return one_of(rows, scenario)


def _record(author: Membership, verb: str, scenario: Scenario) -> None:
    availability_changed.send(sender=Scenario, scenario=scenario)
    record_audit(organisation=author.organisation, actor=author, verb=verb, subject=scenario)
