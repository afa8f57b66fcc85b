"""Holds the verb on self-checks: a member says of a take what they did, for themselves."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from core.errors import NotFound
from core.queries import one_of
from scenarios.models import Criterion
from training.errors import AttemptClosed, UnknownCriterion
from training.models import Attempt, AttemptState, SelfCheck, Take
from training.services.locking import lock_attempt
from training.services.memory import review_self_checks


@transaction.atomic
def check_self(*, member: Membership, attempt: UUID, take: UUID, did: Mapping[UUID, bool]) -> Take:
    """Save what the member says of a take, in place of what they said before. Nobody else reads it,
    unless it is submitted with the take; from then on it stays: AttemptClosed.

    NotFound where the scene has no self-check, UnknownCriterion for another rubric's criterion.
    """
    row = lock_attempt(member, attempt)
    checked = one_of(row.takes.select_related("scene"), take)
    if not checked.scene.self_check:
        raise NotFound
    _check_known(row, did)
    if dict(checked.self_check.values_list("criterion_id", "did")) == dict(did):
        return checked
    if row.state in {AttemptState.SUBMITTED, AttemptState.SCORED}:
        raise AttemptClosed
    checked.self_check.all().delete()
    SelfCheck.objects.bulk_create(
        SelfCheck(take=checked, criterion_id=criterion, did=answer)
        for criterion, answer in did.items()
    )
    if row.finished_at is not None:
        review_self_checks(row, at=row.finished_at)
    return checked


def _check_known(row: Attempt, did: Mapping[UUID, bool]) -> None:
    known = Criterion.objects.filter(version=row.scenario_version.rubric_version_id)
    if known.filter(pk__in=did).count() != len(did):
        raise UnknownCriterion
