"""Sets an organisation's rules of coaching, and refuses a coach what is over its caps."""

from dataclasses import asdict, replace

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership, Organisation
from accounts.services import OrganisationChange, change_organisation, record_audit
from coaching.domain.rules import LATER, Rules
from coaching.errors import CalibrationNotReady, CoachingRulesChanged, DayCapReached, OpenCapReached
from coaching.models import CoachingRules
from coaching.queries.anchors import is_set_ready
from coaching.queries.coaches import rules_in
from coaching.queries.load import done_today, open_count
from coaching.services.eligibility import let_all_go
from core.errors import IfMatchRequired
from core.etags import Precondition


@transaction.atomic
def set_rules(*, actor: Membership, rules: Rules, seen: Precondition) -> Rules:
    """Set the organisation's rules of coaching, in place of those that were seen. Repeating changes
    nothing. A shorter promise is that of programmes made from now on; a smaller cap bounds what is
    taken from now on; another way of releasing is that of what is finished from now on, and what is
    near a pass mark that of what is released from now on. Of rules that came LATER, what is not
    said is left as it is.

    CalibrationNotReady where a licence is required that the anchors can't give, since nobody could
    review any more; IfMatchRequired for a change that names no state, CoachingRulesChanged where
    somebody else changed them meanwhile.
    """
    # Of its promise too, which the actor's copy may have as it was before another change.
    rows = Organisation.objects.select_for_update(no_key=True)
    organisation = rows.get(pk=actor.organisation_id)
    before = rules_in(organisation)
    unsaid = [name for name in LATER if getattr(rules, name) is None]
    rules = replace(rules, **{name: getattr(before, name) for name in unsaid})
    if before == rules:
        return rules
    if rules.licence_required and not is_set_ready(organisation.pk):
        raise CalibrationNotReady
    if seen.is_missing:
        raise IfMatchRequired
    if not seen.allows(before.version):
        raise CoachingRulesChanged(
            members={"current": asdict(before) | {"version": before.version}}
        )
    values = asdict(rules)
    promise = values.pop("promise_hours")
    change_organisation(
        actor=actor,
        organisation=organisation,
        change=OrganisationChange(review_promise_hours=promise),
    )
    CoachingRules.objects.update_or_create(
        organisation=organisation, defaults=values | {"changed_at": Now()}
    )
    if before.leaders_review and not rules.leaders_review:
        let_all_go(actor)
    record_audit(
        organisation=organisation,
        actor=actor,
        verb="coaching_rules_set",
        subject=organisation,
        detail=values,
    )
    return rules


def check_caps(coach: Membership, rules: Rules) -> None:
    """Raise OpenCapReached or DayCapReached where the coach may take no more, by the rules of their
    organisation. In a transaction: the coach's own takings follow each other from here until it
    ends."""
    if rules.most_open is None and rules.most_a_day is None:
        return
    list(Membership.objects.select_for_update(no_key=True).filter(pk=coach.pk).values_list("pk"))
    now_open = open_count(coach)
    if rules.most_open is not None and now_open >= rules.most_open:
        raise OpenCapReached
    if rules.most_a_day is None:
        return
    if now_open + done_today(coach) >= rules.most_a_day:
        raise DayCapReached
