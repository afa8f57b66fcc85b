"""Reads a review for its coach."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from accounts.models import Membership, Role
from coaching.domain.marks import Mark, version_of_all
from coaching.models import (
    CoachScope,
    CommentKind,
    Dispute,
    Purpose,
    RetakeRequest,
    Review,
    WaitingSubmission,
)
from coaching.queries.differences import criteria_that_differ
from coaching.queries.eligibility import Scope, may_review, scope_of, stand_in, took_part
from coaching.queries.queue import OPENLY
from core.compiled import CompiledQuery
from core.errors import NotFound
from core.queries import one_of
from media.models import Video, VideoState
from scenarios.models import Criterion, Scene
from training.models import AttemptState, Outcome, OutcomeState, Take
from training.queries.submissions import in_order

Missing = dict[str, str | None]


def visible_to(coach: Membership, scope: Scope | None = None) -> QuerySet[Review]:
    """Return the reviews of what a coach may review, and those that the coach released, whatever
    bounds the coach by now. `scope` is what bounds them, where it was read already."""
    if Role.COACH not in coach.role_set:
        return Review.objects.none()
    allowed = may_review(coach, member="submission__attempt__membership", scope=scope)
    return Review.objects.filter(
        (allowed & _unbiased(coach)) | Q(released_by=coach),
        submission__attempt__membership__organisation=coach.organisation_id,
        submission__attempt__state__in=[AttemptState.SUBMITTED, AttemptState.SCORED],
    )


def _unbiased(coach: Membership) -> Q:
    """Return the condition that a review tells a coach nothing that would colour a second one. The
    feedback is not shown while a second review of it waits, or will as soon as a coach may give
    one, unless somebody judges it openly meanwhile; whoever had the second one sees neither; and
    the second one is shown to nobody but who may score it."""
    same = {"submission": OuterRef("submission")}
    waits = WaitingSubmission.objects.filter(**same, first_by__isnull=False)
    openly = Review.objects.filter(**same, purpose__in=OPENLY)
    has = Review.objects.filter(
        **same, purpose=Purpose.SECOND, released_at=None, leases__coach=coach
    )
    had_first = Review.objects.filter(took_part(coach), **same, purpose=Purpose.FIRST)
    second = (
        Q(Exists(waits), purpose=Purpose.SECOND, released_at=None)
        & ~Q(Exists(had_first))
        & (~Q(Exists(openly)) | Q(Exists(has)))
    )
    # A finished second one goes past a lead coach as any feedback does, also past one who approved
    # the first.
    leads = CoachScope.objects.filter(coach=coach, is_lead=True)
    gave = Review.objects.filter(**same, purpose=Purpose.FIRST, leases__coach=coach)
    held = Q(purpose=Purpose.SECOND, released_at=None, hold__needs_lead=True)
    second |= held & Q(Exists(leads)) & ~Q(Exists(gave))
    seconded = Review.objects.filter(**same, purpose=Purpose.SECOND, released_at__isnull=False)
    sought = Outcome.objects.filter(~Exists(seconded), **same, state=OutcomeState.UNDECIDED)
    awaits = Q(Exists(waits)) | Q(Exists(sought))
    others = ~Q(purpose=Purpose.SECOND) & ~Q(Exists(has))
    return second | (others & (~Q(purpose=Purpose.FIRST) | ~awaits | Q(Exists(openly))))


def _visible(
    coach: UUID, organisation: UUID, is_manager: bool, teams: tuple[UUID, ...], review: UUID
) -> QuerySet[Review, Any]:
    me = stand_in(coach, organisation, is_manager)
    # Of one review it is looked whose it is, however few people the teams have.
    rows = visible_to(me, Scope(frozenset(teams), is_wide=True)).filter(pk=review)
    return rows.values_list("pk")


_VISIBLE = CompiledQuery(_visible)


def may_see(coach: Membership, review: UUID) -> bool:
    """Tell whether the review is among those of `visible_to`. Every save asks it."""
    if Role.COACH not in coach.role_set:
        return False
    is_manager, teams = Role.MANAGER in coach.role_set, tuple(scope_of(coach).teams)
    return bool(_VISIBLE.rows(coach.pk, coach.organisation_id, is_manager, teams, review))


def review_row(coach: Membership, review: UUID) -> Review:
    """Return the review without what it is about, which is all that a save needs; NotFound for who
    may not see it."""
    if not may_see(coach, review):
        raise NotFound
    return one_of(Review.objects.all(), review)


def review_for(coach: Membership, review: UUID) -> Review:
    """Return the review with its submission and attempt; NotFound for who may not see it."""
    if not may_see(coach, review):
        raise NotFound
    rows = Review.objects.select_related(
        "submission__attempt__scenario_version", "submission__attempt__membership__person"
    )
    return one_of(rows, review)


def read_marks(review: Review) -> None:
    """Read the review's scores and comments once, for all that asks about them afterwards."""
    prefetch_related_objects([review], "scores__criterion", "comments")


def takes_of(review: Review) -> QuerySet[Take]:
    """Return the takes of the review with their videos, in the order of the conversation."""
    submitted = Take.objects.filter(submitted__submission=review.submission_id)
    with_checks = submitted.select_related("video", "submitted__submission")
    return in_order(with_checks.prefetch_related("self_check"))


def scene_of(review: Review, scene: UUID) -> Scene:
    """Return a scene of the exercise that was replied to."""
    return one_of(review.submission.attempt.scenario_version.scenes.all(), scene)


def criteria_of(review: Review) -> QuerySet[Criterion]:
    """Return the criteria to score: those of the review's rubric version, of an adjudication only
    where both judgements differ."""
    if review.purpose == Purpose.ADJUDICATION:
        return criteria_that_differ(review.submission_id, review.rubric_version_id)
    return Criterion.objects.filter(version=review.rubric_version_id).order_by("order")


def version_of_review(review: Review) -> str:
    """Return the version of the review's marks, all of them."""
    marks: list[Mark] = [one.mark for one in review.scores.all()]
    marks += [one.mark for one in review.comments.all()]
    marks += [one.mark for one in RetakeRequest.objects.filter(review=review)]
    return version_of_all(marks)


def missing(review: Review) -> list[Missing]:
    """Return what is missing for a release, as {code, detail, attr}. A regrade and a dispute need
    no comments: the employee has those of the feedback. A dispute needs a note on what is
    disputed, an adjudication one on all that it decides."""
    read_marks(review)
    if review.purpose == Purpose.DISPUTE:
        disputed = Dispute.objects.values_list("criterion", flat=True).get(review=review)
        return [*_unscored(review), *_unexplained(review, [disputed]), *_unplayable(review)]
    if review.purpose == Purpose.ADJUDICATION:
        decided = criteria_of(review).values_list("id", flat=True)
        return [*_unscored(review), *_unexplained(review, list(decided)), *_unplayable(review)]
    unsaid = () if review.purpose == Purpose.REGRADE else _unsaid(review)
    return [*_unscored(review), *unsaid, *_unplayable(review)]


def _unexplained(review: Review, criteria: list[UUID]) -> Iterator[Missing]:
    explained = {one.criterion_id for one in review.scores.all() if one.note}
    for criterion in criteria:
        if criterion not in explained:
            yield _part("reason_missing", _("Say why, in the note on this point."), str(criterion))


def _unscored(review: Review) -> Iterator[Missing]:
    scored = {one.criterion_id for one in review.scores.all()}
    for criterion in criteria_of(review).values_list("id", flat=True):
        if criterion not in scored:
            yield _part("score_missing", _("Choose a level."), str(criterion))


def _unsaid(review: Review) -> Iterator[Missing]:
    kinds = {one.kind for one in review.comments.all()}
    if CommentKind.STRENGTH not in kinds:
        yield _part("strength_missing", _("Name at least one strength."))
    if CommentKind.SAY_INSTEAD not in kinds:
        yield _part("say_instead_missing", _("Say at least one thing to say instead."))


def _unplayable(review: Review) -> Iterator[Missing]:
    """Yield the comments whose recordings nobody could play, by their ids. One that was deleted
    since is passed over where the comment has a text."""
    recorded = [one for one in review.comments.all() if one.recording_id is not None]
    videos = Video.objects.in_bulk([one.recording_id for one in recorded]) if recorded else {}
    for comment in recorded:
        state = videos[comment.recording_id].state
        if state == VideoState.READY or (state == VideoState.DELETED and comment.text):
            continue
        if state in (VideoState.FAILED, VideoState.DELETED):
            detail = _("The recording can't be played. Record it again, or type it.")
            yield _part("recording_failed", detail, str(comment.id))
        else:
            detail = _("A recording is still on its way or being prepared.")
            yield _part("recording_not_ready", detail, str(comment.id))


def _part(code: str, detail: str, attr: str | None = None) -> Missing:
    return {"code": code, "detail": detail, "attr": attr}
