"""Holds the verbs on the draft of a programme's steps: save it, discard it, publish it."""

import json
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from accounts.models import Membership
from core.errors import IfMatchRequired, NotFound
from core.etags import Precondition
from scenarios.errors import ExerciseRetired
from scenarios.models import Scenario
from training.domain.programme_drafts import StepDraft, gaps, to_document, version_of
from training.errors import (
    IdInUse,
    NothingToPublish,
    ProgrammeIncomplete,
    StepsChanged,
    UnknownScenario,
)
from training.models import EnrolmentState, Nudge, Programme, ProgrammeVersion, Step
from training.queries.versions import Steps, published_steps, steps_of
from training.services.enrolments import withhold
from training.services.programmes.locking import lock_own, record, replan

PLACE = """
UPDATE training_step s
SET "order" = new.place, review = new.review, title = new.title, text = new.text,
    minutes = new.minutes, workshop_kind = new.workshop_kind
FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::jsonb[], %s::jsonb[], %s::int[],
    %s::text[]) AS new (id, place, review, title, text, minutes, workshop_kind)
WHERE s.id = new.id AND s.programme_id = %s
"""


@transaction.atomic
def save_steps(
    *, actor: Membership | None, programme: UUID, steps: Sequence[StepDraft], seen: Precondition
) -> Steps:
    """Save the draft of the programme's steps, whole; members notice nothing until it is published.
    Repeating changes nothing.

    IfMatchRequired for a change that names no state, StepsChanged where somebody else changed the
    steps meanwhile, UnknownScenario and ExerciseRetired for an exercise that can't become a step,
    IdInUse for an id that is another step's. `actor` is None for the operator.
    """
    row = lock_own(actor, programme)
    now = steps_of(row)
    if now.steps == tuple(steps):
        return now
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(version_of(now.steps)):
        raise StepsChanged
    _check(row, steps)
    draft, _made = ProgrammeVersion.objects.update_or_create(
        programme=row,
        published_at=None,
        defaults={"number": now.number, "steps": to_document(steps)},
    )
    if not now.is_draft:
        record(actor, "programme_draft_begun", row, version=draft.number)
    return steps_of(row)


@transaction.atomic
def discard_steps(*, actor: Membership, programme: UUID, seen: Precondition) -> None:
    """Throw the draft away; the published steps stay. StepsChanged where somebody else changed it
    meanwhile. Repeating changes nothing."""
    row = lock_own(actor, programme)
    now = steps_of(row)
    if not now.is_draft:
        return
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(version_of(now.steps)):
        raise StepsChanged
    ProgrammeVersion.objects.filter(programme=row, published_at=None).delete()
    record(actor, "programme_draft_discarded", row, version=now.number)


@transaction.atomic
def publish_steps(
    *, actor: Membership | None, programme: UUID, seen: Precondition
) -> ProgrammeVersion:
    """Let the draft be what members do from their next step on, and plan their enrolments anew.

    A member keeps the steps done: steps have ids, and a step that is in both versions is the same
    step. One that was removed stays for its attempts and is asked of nobody any more. Publishing
    again what is published gets the same answer. NothingToPublish without a draft,
    ProgrammeIncomplete names what is missing, StepsChanged where somebody else changed the draft;
    IdInUse where a step's id became another programme's since the draft was saved, and NotFound
    where that is another organisation's.
    """
    row = lock_own(actor, programme)
    now = steps_of(row)
    if seen.is_missing:
        raise IfMatchRequired
    if not now.is_draft:
        return _published_before(row, now, seen)
    if not seen.allows(version_of(now.steps)):
        raise StepsChanged
    if missing := gaps(now.steps):
        raise ProgrammeIncomplete(errors=missing)
    _check_ids(row, now.steps)
    kept = {step.id for step in now.steps}
    removed = {step.id for step in published_steps(row)} - kept
    _write(row, now.steps)
    drafts = ProgrammeVersion.objects.filter(programme=row, published_at=None)
    drafts.update(published_at=Now(), published_by=actor)
    withhold(Nudge.objects.filter(step__in=removed), reason="step_removed")
    replan(row, EnrolmentState.ACTIVE, EnrolmentState.FINISHED)
    record(actor, "programme_published", row, version=now.number)
    return ProgrammeVersion.objects.get(programme=row, number=now.number)


def _published_before(row: Programme, now: Steps, seen: Precondition) -> ProgrammeVersion:
    newest = row.versions.order_by("-number").first()
    if newest is None:
        raise NothingToPublish
    if not seen.allows(version_of(now.steps)):
        raise StepsChanged
    return newest


def _check(row: Programme, steps: Sequence[StepDraft]) -> None:
    """Refuse steps that this programme can't have. What is published already may stay as it is,
    also where its exercise was retired since."""
    stored = _check_ids(row, steps)
    new = [step for step in steps if step.id not in stored]
    wanted = {step.scenario for step in new if step.scenario}
    scenarios = Scenario.objects.filter(organisation=row.organisation_id).in_bulk(wanted)
    if wanted - set(scenarios):
        raise UnknownScenario
    if any(one.retired_at for one in scenarios.values()):
        raise ExerciseRetired


def _check_ids(row: Programme, steps: Sequence[StepDraft]) -> Collection[UUID]:
    """Refuse ids that are another step's, and return those of steps that there are already."""
    ids = [step.id for step in steps]
    if len(set(ids)) != len(ids):
        raise IdInUse
    stored = Step.objects.select_related("programme").in_bulk(ids)
    for step in steps:
        found = stored.get(step.id)
        if found is None:
            continue
        if found.programme.organisation_id != row.organisation_id:
            raise NotFound
        same = (found.programme_id, found.kind, found.scenario_id)
        if same != (row.id, step.kind, step.scenario):
            raise IdInUse
    return stored


def _write(row: Programme, steps: Sequence[StepDraft]) -> None:
    """Write the steps into their rows. All lose their place first, since a place is had once."""
    row.steps.update(order=None)
    stored = set(row.steps.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            Step.objects.bulk_create(
                Step(id=step.id, programme=row, kind=step.kind, scenario_id=step.scenario)
                for step in steps
                if step.id not in stored
            )
    except IntegrityError as taken:  # by another programme's step, this very moment
        _check_ids(row, steps)
        raise NotFound from taken
    document = to_document(steps)
    columns = [
        [step["id"] for step in document],
        list(range(1, len(document) + 1)),
        [step["review"] for step in document],
        [json.dumps(step["title"]) for step in document],
        [json.dumps(step["text"]) for step in document],
        [step["minutes"] for step in document],
        [step["workshop_kind"] for step in document],
    ]
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [*columns, row.id])
