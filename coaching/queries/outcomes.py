"""Reads whether submissions passed, and which of them wait for a coach whom there is not."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, Role
from accounts.queries import acting_as
from coaching.models import Purpose, Review
from coaching.queries.eligibility import led, licensed, open_to, took_part
from coaching.queries.queue import QUEUED
from core.texts import pick
from media.models import VideoState
from training.models import Outcome, OutcomeState, SubmissionTake

PENDING = (OutcomeState.UNDECIDED, OutcomeState.LAPSED)
MOST = 100
SECOND, THIRD = "second", "third"


@dataclass(frozen=True)
class ShownOutcome:
    """Shows whether a submission passed; `pass_percent` is the mark that it is measured by."""

    state: str
    pass_percent: int


@dataclass(frozen=True)
class WithoutCoach:
    """Describes an outcome that waits for a coach whom there is not: which exercise it is about, in
    which language, since which day, and whether a second or a third coach is needed. Whose it is is
    not said: that it lies near the mark is between its employee and their coaches."""

    id: UUID
    exercise_title: str
    language: str
    since: date
    needs: str


def outcome_for(review: Review, coach: Membership) -> ShownOutcome | None:
    """Return it for a coach; None unless the coach released the review themselves. Whoever is still
    to look at it, also about a dispute or between two others, reads it in no colleague's review."""
    return outcome_of(review) if review.released_by_id == coach.pk else None


def outcome_of(review: Review) -> ShownOutcome | None:
    """Return whether the submission of released feedback passed; None where no mark measures it.
    Before its release a review says nothing of it, so that no coach scores towards a mark."""
    percent = review.submission.pass_percent
    if percent is None or review.purpose not in QUEUED or review.released_at is None:
        return None
    row = Outcome.objects.filter(submission=review.submission_id).first()
    return ShownOutcome(row.state, percent) if row else None


def is_pending(submission: UUID) -> bool:
    """Tell whether it is still to be decided whether a submission passed."""
    return Outcome.objects.filter(submission=submission, state__in=PENDING).exists()


def is_undecided(submission: UUID) -> bool:
    """Tell whether another coach is still to look at a submission near the mark."""
    rows = Outcome.objects.filter(submission=submission, state=OutcomeState.UNDECIDED)
    return rows.exists()


def unwatchable() -> QuerySet[Outcome]:
    """Return what is undecided and of which a recording was deleted: nobody can look any more."""
    deleted = SubmissionTake.objects.filter(
        submission=OuterRef("submission"), take__video__state=VideoState.DELETED
    )
    return _undecided().filter(Exists(deleted))


def to_be_seconded() -> QuerySet[Outcome]:
    """Return what is undecided and waits for no second coach, though there is one by now."""
    return _without(SECOND).filter(_with_coach(SECOND))


def to_be_thirded() -> QuerySet[Outcome]:
    """Return what two coaches see on different sides of the mark and no third was asked about,
    though there is one by now."""
    return _without(THIRD).filter(_with_coach(THIRD))


def without_coach(reader: Membership) -> list[WithoutCoach]:
    """Return the organisation's outcomes that wait for a coach whom there is not, or not any more,
    the oldest first and at most MOST."""
    found = []
    for needs in (SECOND, THIRD):
        rows = _without(needs, released_at__isnull=False).filter(
            ~_with_coach(needs),
            submission__attempt__membership__organisation=reader.organisation_id,
        )
        rows = rows.select_related(
            "submission__attempt__membership__person", "submission__attempt__scenario_version"
        )
        found += [(row, needs) for row in rows.order_by("opened_at")[:MOST]]
    found.sort(key=lambda one: one[0].opened_at)
    return [_line(row, needs, reader.person.language) for row, needs in found[:MOST]]


def _line(row: Outcome, needs: str, language: str) -> WithoutCoach:
    attempt = row.submission.attempt
    return WithoutCoach(
        id=row.pk,
        exercise_title=pick(attempt.scenario_version.title, language),
        language=attempt.membership.person.language,
        since=row.opened_at.date(),
        needs=needs,
    )


def _undecided() -> QuerySet[Outcome]:
    return Outcome.objects.filter(state=OutcomeState.UNDECIDED)


def _reviews(*purposes: Purpose, **more: Any) -> Exists:
    rows = Review.objects.filter(submission=OuterRef("submission"), purpose__in=purposes, **more)
    return Exists(rows)


def _without(needs: str, **which: Any) -> QuerySet[Outcome]:
    """Return what is undecided and has no such review of the kind that will decide it."""
    rows = _undecided().exclude(pk__in=unwatchable().values("pk"))
    rows = rows.exclude(_reviews(Purpose.DISPUTE))
    if needs == SECOND:
        return rows.exclude(_reviews(Purpose.SECOND, **which))
    seconded = _reviews(Purpose.SECOND, released_at__isnull=False)
    return rows.filter(seconded).exclude(_reviews(Purpose.ADJUDICATION, **which))


def _with_coach(needs: str) -> Q:
    """Return the condition that a coach may give the second review, or decide as the third one:
    what `draw_second` and `open_where_far` ask, for all rows in one statement."""
    member, coach = "submission__attempt__membership", OuterRef("pk")
    organisation = f"{member}__organisation"
    spoken = OuterRef(OuterRef(f"{member}__person__language"))
    gave = Q(released_by=coach) | Q(scores__coach=coach) | led(coach)
    judged = Review.objects.filter(
        took_part(coach) if needs == SECOND else gave,
        submission=OuterRef(OuterRef("submission")),
        purpose__in=(Purpose.FIRST,) if needs == SECOND else QUEUED,
    )
    coaches = Membership.objects.filter(
        acting_as(Role.COACH),
        open_to(
            coach,
            OuterRef(OuterRef(member)),
            OuterRef(OuterRef(organisation)),
            spoken if needs == SECOND else None,
        ),
        licensed(coach, OuterRef(OuterRef(organisation))),
        ~Q(Exists(judged)),
        organisation=OuterRef(organisation),
    )
    return Q(Exists(coaches.exclude(pk=OuterRef(member))))
