"""Sets an organisation's rules of coaching, and refuses a coach what is over its caps."""

from dataclasses import asdict

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Membership
from accounts.services import OrganisationChange, change_organisation, record_audit
from coaching.domain.rules import Rules
from coaching.errors import DayCapReached, OpenCapReached
from coaching.models import CoachingRules
from coaching.queries.coaches import rules_of
from coaching.queries.load import open_count, released_today
from coaching.services.eligibility import let_all_go


@transaction.atomic
def set_rules(*, actor: Membership, rules: Rules) -> Rules:
    """Set the organisation's rules of coaching. Repeating changes nothing. A shorter promise is
    that of programmes made from now on; a smaller cap bounds what is taken from now on."""
    organisation = actor.organisation
    row, _new = CoachingRules.objects.select_for_update().get_or_create(organisation=organisation)
    before = rules_of(actor)
    if before == rules:
        return rules
    values = asdict(rules)
    promise = values.pop("promise_hours")
    change_organisation(
        actor=actor,
        organisation=organisation,
        change=OrganisationChange(review_promise_hours=promise),
    )
    CoachingRules.objects.filter(pk=row.pk).update(**values, changed_at=Now())
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


def check_caps(coach: Membership) -> None:
    """Raise OpenCapReached or DayCapReached where the coach may take no more. In a transaction: the
    coach's own takings follow each other from here until it ends."""
    rules = rules_of(coach)
    if rules.most_open is None and rules.most_a_day is None:
        return
    list(Membership.objects.select_for_update(no_key=True).filter(pk=coach.pk).values_list("pk"))
    now_open = open_count(coach)
    if rules.most_open is not None and now_open >= rules.most_open:
        raise OpenCapReached
    if rules.most_a_day is None:
        return
    if now_open + released_today(coach).count() >= rules.most_a_day:
        raise DayCapReached
