"""Reads what is finished and not released: which holds count, and who may release each."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import Membership, Role
from accounts.queries import acting_as
from coaching.domain.rules import AT_ONCE
from coaching.models import Hold, LeadRemark, Purpose, Review
from coaching.queries.coaches import is_lead, rules_of
from coaching.queries.eligibility import Scope, may_review, open_to
from coaching.queries.held import counting, held_in
from coaching.queries.queue import QUEUED
from coaching.queries.reviews import visible_to
from core.texts import pick

MOST = 100
"""At most this many held reviews are listed, those that were promised soonest."""

MEMBER = "review__submission__attempt__membership"


@dataclass(frozen=True)
class HeldLine:
    """Describes feedback that is finished and not released. `version` names the marks that a
    release is of; `may_release` tells whether the reading coach may."""

    review: UUID
    submission: UUID
    attempt: UUID
    attempt_number: int
    exercise_title: str
    person_name: str
    coach_name: str
    finished_at: datetime
    promised_at: datetime
    version: str
    needs_lead: bool
    may_release: bool


@dataclass(frozen=True)
class HeldReview:
    """Shows the hold on a review to a coach who reads it. `may_resume` tells whether they may take
    it up again, `may_return` whether they may give it back to its coach as a lead."""

    coach_name: str
    finished_at: datetime
    version: str
    needs_lead: bool
    is_mine: bool
    may_release: bool
    may_resume: bool
    may_return: bool


def with_other_lead(holds: QuerySet[Hold]) -> QuerySet[Any]:
    """Annotate `has_other_lead`: whether any active lead coach may review the person, besides who
    finished it, and, of a second review, who had the first one."""
    leads = Membership.objects.filter(
        acting_as(Role.COACH),
        open_to(
            OuterRef("pk"),
            OuterRef(OuterRef(MEMBER)),
            OuterRef(OuterRef("finished_by__organisation")),
        ),
        organisation=OuterRef("finished_by__organisation"),
        coach_scope__is_lead=True,
    )
    had_first = Review.objects.filter(
        submission=OuterRef(OuterRef("review__submission")),
        purpose=Purpose.FIRST,
        leases__coach=OuterRef("pk"),
    ).exclude(pk=OuterRef(OuterRef("review")))
    others = leads.exclude(pk=OuterRef("finished_by")).exclude(pk=OuterRef(MEMBER))
    others = others.exclude(Exists(had_first))
    return holds.annotate(has_other_lead=Exists(others))


def may_release(hold: Hold, coach: Membership, *, as_lead: bool) -> bool:
    """Tell whether a coach who may review the person releases a hold from `with_other_lead`.

    Its coach releases it; where a lead looks first, any lead but its coach. Only where no such lead
    is there, its coach does: feedback never stays unreleased for want of a lead.
    """
    is_mine = hold.finished_by_id == coach.pk
    if not hold.needs_lead:
        return is_mine
    if is_mine:
        return not getattr(hold, "has_other_lead", False)
    return as_lead


def may_return(hold: Hold, coach: Membership, *, as_lead: bool) -> bool:
    """Tell whether a coach who may review the person gives a held review back to its coach."""
    return as_lead and hold.needs_lead and hold.finished_by_id != coach.pk


def releasers(holds: QuerySet[Hold]) -> Counter[UUID]:
    """Count for each coach how many of these holds they can release: each counts for its coach, or
    for the leads who may review the person where one of them looks first."""
    rows = with_other_lead(holds)
    own = rows.filter(Q(needs_lead=False) | Q(has_other_lead=False))
    counts = Counter(own.values_list("finished_by", flat=True))
    of_lead = rows.filter(needs_lead=True, has_other_lead=True)
    leads = Membership.objects.filter(acting_as(Role.COACH), coach_scope__is_lead=True)
    here = of_lead.values("finished_by__organisation")
    for lead in leads.filter(organisation__in=here).select_related("organisation"):
        theirs = of_lead.filter(may_review(lead, member=MEMBER)).exclude(finished_by=lead)
        if found := theirs.filter(finished_by__organisation=lead.organisation_id).count():
            counts[lead.pk] += found
    return counts


def visible_holds(coach: Membership) -> QuerySet[Any]:
    """Return the holds that count on what the coach may review, those promised soonest first."""
    rows = with_other_lead(_of_reviews_of(coach))
    found: QuerySet[Any] = (
        rows.select_related(
            "finished_by__person",
            "review__submission__attempt__membership__person",
            "review__submission__attempt__scenario_version",
        )
        .annotate(promised_at=F("review__submission__waiting__promised_at"))
        .order_by("promised_at", "pk")
    )
    return found


def _of_reviews_of(coach: Membership) -> QuerySet[Hold]:
    return held_in(coach.organisation_id).filter(review__in=visible_to(coach).values("pk"))


def mine(coach: Membership) -> Q:
    """Return the condition that the coach finished what is held."""
    return Q(finished_by=coach)


def for_lead(coach: Membership) -> Q:
    """Return the condition that a lead coach is waited for, besides who finished it."""
    return Q(needs_lead=True) & ~Q(finished_by=coach)


@dataclass(frozen=True)
class Held:
    """Lists what the coach finished, and what waits for them as a lead; None for who is none."""

    mine: list[HeldLine]
    for_lead: list[HeldLine] | None


def held_for(coach: Membership) -> Held:
    """Return what is finished and not released, as the coach sees it, in a constant number of
    statements."""
    lead, rows = is_lead(coach), visible_holds(coach)
    theirs = [_line(one, coach, lead) for one in rows.filter(mine(coach))[:MOST]]
    if not lead:
        return Held(theirs, None)
    return Held(theirs, [_line(one, coach, lead) for one in rows.filter(for_lead(coach))[:MOST]])


def held_counts(coach: Membership, scope: Scope) -> tuple[int, int | None]:
    """Count what an active coach with this scope finished, and what waits for them as a lead (None
    for who is none), each up to MOST."""
    if not Hold.objects.filter(finished_by__organisation=coach.organisation_id).exists():
        return 0, 0 if scope.is_lead else None
    rows = _of_reviews_of(coach)
    own = rows.filter(mine(coach))[:MOST].count()
    return own, rows.filter(for_lead(coach))[:MOST].count() if scope.is_lead else None


def held_review(review: Review, coach: Membership) -> HeldReview | None:
    """Return the hold on a review from `review_for` as the coach sees it; None for none that
    counts."""
    holds = counting().filter(review=review)
    rows = with_other_lead(holds).select_related("finished_by__person")
    hold = rows.first() if holds.exists() else None  # most have none, and leads are a lot to ask
    if hold is None:
        return None
    lead, is_mine = is_lead(coach), hold.finished_by_id == coach.pk
    return HeldReview(
        coach_name=hold.finished_by.shown_name,
        finished_at=hold.finished_at,
        version=hold.version,
        needs_lead=hold.needs_lead,
        is_mine=is_mine,
        may_release=may_release(hold, coach, as_lead=lead),
        may_resume=is_mine,
        may_return=may_return(hold, coach, as_lead=lead),
    )


def releasing_of(review: Review, coach: Membership) -> str:
    """Return when a review goes once it is whole, by the rules of its organisation."""
    return rules_of(coach).releasing or AT_ONCE if review.purpose in QUEUED else AT_ONCE


def remarks_on(review: Review) -> QuerySet[LeadRemark]:
    """Return what leads remarked when they gave the review back, the oldest first."""
    return review.lead_remarks.select_related("lead__person").order_by("made_at", "id")


def _line(hold: Any, coach: Membership, lead: bool) -> HeldLine:
    attempt = hold.review.submission.attempt
    return HeldLine(
        review=hold.review_id,
        submission=hold.review.submission_id,
        attempt=attempt.id,
        attempt_number=attempt.number,
        exercise_title=pick(attempt.scenario_version.title, coach.person.language),
        person_name=attempt.membership.shown_name,
        coach_name=hold.finished_by.shown_name,
        finished_at=hold.finished_at,
        promised_at=hold.promised_at,
        version=hold.version,
        needs_lead=hold.needs_lead,
        may_release=may_release(hold, coach, as_lead=lead),
    )
