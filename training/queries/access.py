"""Who may see what of training.

Practice is its owner's alone. What was submitted reaches coaches through coaching, which reads
`submissions.submitted_for_review`; managers and admins see that people take part, in counts, and
no more.
"""

from django.db.models import Prefetch, QuerySet

from accounts.models import Membership
from accounts.queries import OVERSEERS
from scenarios.queries import versions_with_exercise
from training.models import (
    Attempt,
    Enrolment,
    Programme,
    Step,
    StepKind,
    Submission,
    Take,
)
from training.queries.submissions import takes_in_order


def programmes_visible_to(membership: Membership) -> QuerySet[Programme]:
    """The organisation's; everyone may know what can be followed."""
    return Programme.objects.filter(organisation=membership.organisation_id)


def enrolments_visible_to(membership: Membership) -> QuerySet[Enrolment]:
    """One's own; a manager's and an admin's whole organisation."""
    if OVERSEERS & membership.role_set:
        return Enrolment.objects.filter(membership__organisation=membership.organisation_id)
    return Enrolment.objects.filter(membership=membership)


def steps_visible_to(membership: Membership) -> QuerySet[Step]:
    """Exercises of the programmes that the member is in, paused and finished ones too."""
    return Step.objects.filter(
        programme__enrolments__membership=membership, kind=StepKind.EXERCISE
    ).select_related("programme", "scenario")


def attempts_visible_to(membership: Membership) -> QuerySet[Attempt]:
    """One's own, whatever one's roles."""
    return Attempt.objects.filter(membership=membership)


def takes_visible_to(membership: Membership) -> QuerySet[Take]:
    """One's own, whatever one's roles."""
    return Take.objects.filter(attempt__membership=membership).select_related("video")


def whole(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """With all that an attempt's answer over HTTP shows, in a constant number of queries."""
    with_takes = Submission.objects.prefetch_related(takes_in_order())
    return attempts.prefetch_related(
        Prefetch("scenario_version", versions_with_exercise()),
        "answers__option",
        "answers__scene__options",
        "takes__video",
        Prefetch("submission", with_takes),
        Prefetch("followed_by", Attempt.objects.order_by("number")),
    )
