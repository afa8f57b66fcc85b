"""Marks a theory step as read."""

from uuid import UUID

from django.db import transaction

from accounts.models import Membership
from core.queries import one_of
from notifications.services import mark_read_about
from training.errors import StepRemoved
from training.models import Enrolment, Nudge, StepCompletion
from training.queries.access import theory_visible_to
from training.services.enrolments import withhold
from training.services.planning import unplan


@transaction.atomic
def read_theory(*, member: Membership, step: UUID) -> StepCompletion:
    """Record that the member read a theory step of their own programmes to its end, and go on to
    what comes next. The first instant stays. StepRemoved where it is no step any more."""
    text = one_of(theory_visible_to(member), step)
    enrolment = Enrolment.objects.select_for_update(no_key=True).get(
        programme=text.programme_id, membership=member
    )
    mark_read_about(reader=member, about=text.id)
    if found := StepCompletion.objects.filter(enrolment=enrolment, step=text).first():
        return found
    if text.order is None:
        raise StepRemoved
    done = StepCompletion.objects.create(enrolment=enrolment, step=text)
    withhold(Nudge.objects.filter(enrolment=enrolment, step=text), reason="already_done")
    unplan(enrolment=enrolment.id)
    return done
