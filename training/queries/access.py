"""Decides who may see which rows of training.

Practice is its owner's alone. What was submitted reaches coaches through coaching, which reads no
take but those of submissions; managers and admins see that the people whom they oversee take
part, in counts, and no more.
"""

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import Membership, Role
from accounts.queries import OVERSEERS, people_led_by, teams_led_by
from scenarios.queries import versions_with_exercise
from training.models import (
    Attempt,
    Enrolment,
    EnrolmentRule,
    EnrolmentState,
    Programme,
    Step,
    StepKind,
    Submission,
    Take,
)
from training.queries import answers
from training.queries.submissions import takes_in_order


def programmes_visible_to(membership: Membership) -> QuerySet[Programme]:
    """Return the organisation's programmes, which all of its members may see."""
    return Programme.objects.filter(organisation=membership.organisation_id)


def may_change_programme(membership: Membership, programme: Programme) -> bool:
    """Tell whether the member changes the programme: admins change all, a manager their own."""
    if Role.ADMIN in membership.role_set:
        return True
    is_own = programme.made_by_id == membership.pk
    return is_own and Role.MANAGER in membership.role_set


def enrolments_visible_to(membership: Membership) -> QuerySet[Enrolment]:
    """Return the member's own enrolments, and those of the people whom they oversee."""
    if Role.ADMIN in membership.role_set:
        return Enrolment.objects.filter(membership__organisation=membership.organisation_id)
    seen = Q(membership=membership)
    if OVERSEERS & membership.role_set:
        seen |= Q(membership__in=people_led_by(membership))
    return Enrolment.objects.filter(seen)


def rules_seen_by(membership: Membership, programme: Programme) -> QuerySet[EnrolmentRule]:
    """Return the programme's rules for the teams that the member oversees; for admins, the one for
    everybody new too."""
    of_teams = Q(team__in=teams_led_by(membership))
    if Role.ADMIN in membership.role_set:
        of_teams |= Q(team=None)
    return EnrolmentRule.objects.filter(of_teams, programme=programme)


def steps_visible_to(membership: Membership) -> QuerySet[Step]:
    """Return the exercise steps of the programmes that the member is in, paused and finished ones
    too."""
    return _own_steps(membership).filter(kind=StepKind.EXERCISE)


def theory_visible_to(membership: Membership) -> QuerySet[Step]:
    """Return the theory steps of the programmes that the member is in, paused and finished ones
    too."""
    return _own_steps(membership).filter(kind=StepKind.THEORY)


def _own_steps(membership: Membership) -> QuerySet[Step]:
    inside = Enrolment.objects.filter(membership=membership).exclude(state=EnrolmentState.LEFT)
    rows = Step.objects.filter(programme__in=inside.values("programme"))
    return rows.select_related("programme", "scenario")


def attempts_visible_to(membership: Membership) -> QuerySet[Attempt]:
    """Return the member's own attempts, whatever the member's roles."""
    return Attempt.objects.filter(membership=membership)


def takes_visible_to(membership: Membership) -> QuerySet[Take]:
    """Return the takes of the member's own attempts, whatever the member's roles."""
    return Take.objects.filter(attempt__membership=membership).select_related("video__upload")


def with_details(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Prefetch all that the HTTP answer of an attempt shows, in a constant number of queries."""
    with_takes = Submission.objects.prefetch_related(takes_in_order())
    return attempts.select_related("step").prefetch_related(
        Prefetch("scenario_version", versions_with_exercise()),
        *answers.DETAILS,
        "path",
        "takes__video__upload",
        "takes__self_check",
        Prefetch("submission", with_takes),
        Prefetch("followed_by", Attempt.objects.order_by("number")),
    )
