"""Writes below released feedback: the employee says or asks something, and a coach answers."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import Membership, Role
from coaching.errors import IdInUse, TooManyFollowUps
from coaching.messages import FEEDBACK_ANSWERED, FEEDBACK_FOLLOWED_UP
from coaching.models import FollowUp, Purpose, Review
from coaching.queries.feedback import feedback_on
from coaching.queries.follow_ups import MOST
from coaching.queries.reviews import review_for
from coaching.services.leases import lock_attempt_of
from core.errors import NotFound
from notifications import services as notifications
from notifications.domain.kinds import Kind

FOLLOW_UP_MAX = 2000  # characters


@dataclass(frozen=True)
class Said:
    """Describes what somebody writes; only the employee asks."""

    text: str
    is_question: bool = False


@transaction.atomic
def follow_up(
    *, employee: Membership, attempt: UUID, follow_up: UUID, said: Said
) -> tuple[FollowUp, bool]:
    """Write below the feedback on one's own attempt, under this client-made id, and tell the coach
    who released it; the second value tells whether it is new. The same again changes nothing.

    NotFound until there is feedback; TooManyFollowUps after MOST; IdInUse for an id under which the
    caller wrote something else.
    """
    review = feedback_on(attempt, employee)
    row, is_new = _write(review, employee, follow_up, said, by_coach=False)
    if is_new:
        _tell_coach(review, row)
    return row, is_new


@transaction.atomic
def answer_follow_up(
    *, coach: Membership, review: UUID, follow_up: UUID, text: str
) -> tuple[FollowUp, bool]:
    """Write below released feedback as a coach, under this client-made id, and tell the employee;
    the second value tells whether it is new. The same again changes nothing.

    Refused as `follow_up` is. NotFound also for a review that is no released feedback.
    """
    found = review_for(coach, review)
    is_own = found.submission.attempt.membership_id == coach.id
    if is_own or found.purpose != Purpose.FIRST or found.released_at is None:
        raise NotFound
    row, is_new = _write(found, coach, follow_up, Said(text), by_coach=True)
    notifications.mark_read_about(reader=coach, about=found.pk)
    if is_new:
        attempt = found.submission.attempt
        _send(attempt.membership, FEEDBACK_ANSWERED, found, row, about=attempt.id)
    return row, is_new


def _write(
    review: Review, author: Membership, id: UUID, said: Said, *, by_coach: bool
) -> tuple[FollowUp, bool]:
    lock_attempt_of(review.submission)  # so that they are counted one after another
    if found := FollowUp.objects.filter(pk=id).first():
        return _same_again(found, review, author, said), False
    if FollowUp.objects.filter(review=review, by_coach=by_coach).count() >= MOST:
        raise TooManyFollowUps
    try:
        with transaction.atomic():
            made = FollowUp.objects.create(
                id=id,
                review=review,
                author=author,
                by_coach=by_coach,
                written_at=Now(),
                **vars(said),
            )
    except IntegrityError as taken:  # below other feedback, this very moment
        raise NotFound from taken
    made.refresh_from_db(fields=["written_at"])
    return made, True


def _same_again(found: FollowUp, review: Review, author: Membership, said: Said) -> FollowUp:
    if found.author_id != author.id:
        raise NotFound
    if found.review_id != review.id or Said(found.text, found.is_question) != said:
        raise IdInUse
    return found


def _tell_coach(review: Review, row: FollowUp) -> None:
    """Tell the coach who released the feedback, while they are one."""
    coach = review.released_by
    if coach is not None and coach.acts_as(Role.COACH):
        _send(coach, FEEDBACK_FOLLOWED_UP, review, row, about=review.pk)


def _send(recipient: Membership, kind: Kind, review: Review, row: FollowUp, *, about: UUID) -> None:
    notifications.send(
        recipient=recipient,
        kind=kind,
        context={"title": review.submission.attempt.scenario_version.title},
        dedupe_key=f"{kind.name}:{row.pk}",
        about=about,
    )
