"""Holds the verbs that switch on and off whether hours of practice are learned."""

from django.db import transaction

from accounts.models import Membership
from accounts.services import record_audit
from training.errors import MomentsNotAllowed
from training.models import Enrolment, EnrolmentState, MomentChoice, MomentRules
from training.queries.moments import may_learn
from training.services.planning import plan, plan_afterwards


@transaction.atomic
def learn_moments(*, member: Membership, is_learned: bool) -> None:
    """Let the member's nudges come when they usually practise, or at any allowed moment, and
    plan them anew. Repeating changes nothing. MomentsNotAllowed where the organisation switched it
    off; switching it off oneself is never refused."""
    if is_learned and not may_learn(member.organisation_id):
        raise MomentsNotAllowed
    # Two tabs of one member follow each other.
    Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
    before = MomentChoice.objects.filter(membership=member, is_learned=True).exists()
    MomentChoice.objects.update_or_create(membership=member, defaults={"is_learned": is_learned})
    if before != is_learned:
        own = Enrolment.objects.filter(membership=member, state=EnrolmentState.ACTIVE)
        plan(enrolments=list(own.values_list("id", flat=True)))


@transaction.atomic
def change_moment_rules(*, admin: Membership, may_learn: bool) -> None:
    """Say whether members of the organisation may let their hours be learned. The choices stay,
    and count while they may; those members are planned anew soon afterwards. Repeating changes
    nothing."""
    rules, _new = MomentRules.objects.select_for_update().get_or_create(
        organisation=admin.organisation
    )
    if rules.may_learn == may_learn:
        return
    rules.may_learn = may_learn
    rules.save(update_fields=["may_learn"])
    learners = Enrolment.objects.filter(
        membership__organisation=admin.organisation,
        membership__moment_choice__is_learned=True,
        next_nudge_at__isnull=False,
    )
    plan_afterwards(learners)
    record_audit(
        organisation=admin.organisation,
        actor=admin,
        verb="moment_rules_changed",
        subject=admin.organisation,
        detail={"may_learn": may_learn},
    )
