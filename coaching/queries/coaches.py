"""Reads the coaches of an organisation, and what bounds each, for its admins."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Now

from accounts.models import Membership, Organisation, Role
from accounts.queries import SHOWN_NAME, acting_as
from coaching.domain.rules import Rules
from coaching.models import Calibration, CoachingRules, Conflict
from core.compiled import CompiledQuery


def coaches_in(admin: Membership) -> QuerySet[Membership]:
    """Return the organisation's active coaches with their scope and conflicts, in a constant number
    of statements. Each comes with `sort_name`, the order of lists, and `licensed_until`, until when
    they have a licence, if any."""
    conflicts = Conflict.objects.select_related("member__person").order_by("declared_at", "id")
    declared: Prefetch[Any, Any, Any] = Prefetch(
        "conflicts_of_interest", conflicts, to_attr="declared"
    )
    return (
        Membership.objects.filter(acting_as(Role.COACH), organisation=admin.organisation_id)
        .annotate(sort_name=SHOWN_NAME, licensed_until=Subquery(_licences()))
        .select_related("person", "coach_scope")
        .prefetch_related("coach_scope__teams", declared)
    )


def _licences() -> QuerySet[Any, Any]:
    """Return until when the outer query's coach has a licence, the longest first."""
    valid = Calibration.objects.filter(coach=OuterRef("pk"), licensed_until__gt=Now())
    return valid.order_by("-licensed_until").values("licensed_until")[:1]


def leads_of(organisation: UUID) -> QuerySet[Membership]:
    """Return the organisation's lead coaches: active coaches whom an admin made leads."""
    return Membership.objects.filter(
        acting_as(Role.COACH), organisation=organisation, coach_scope__is_lead=True
    )


def is_lead(coach: Membership) -> bool:
    """Tell whether the member is a lead coach now."""
    return leads_of(coach.organisation_id).filter(pk=coach.pk).exists()


def oversees(member: Membership) -> bool:
    """Tell whether the member reads the figures of all coaches: an admin or a lead coach."""
    return Role.ADMIN in member.role_set or is_lead(member)


def rules_of(member: Membership) -> Rules:
    """Return the rules of coaching of the member's organisation."""
    return rules_in(member.organisation)


_RULES = [one.name for one in fields(Rules) if one.name != "promise_hours"]


def _rules_of(organisation: UUID) -> QuerySet[CoachingRules, Any]:
    return CoachingRules.objects.filter(organisation=organisation).values_list(*_RULES)


_RULES_OF = CompiledQuery(_rules_of)


def rules_in(organisation: Organisation) -> Rules:
    """Return the organisation's rules of coaching."""
    found = next(iter(_RULES_OF.rows(organisation.pk)), ())
    return Rules(
        promise_hours=organisation.review_promise_hours,
        **dict(zip(_RULES, found, strict=False)),
    )


def own_conflicts(coach: Membership) -> QuerySet[Conflict]:
    """Return the conflicts that a coach declared themselves, the newest first."""
    rows = Conflict.objects.filter(coach=coach, declared_by=coach)
    return rows.select_related("member__person").order_by("-declared_at", "-id")
