"""Makes invitations of colleagues plain values in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership
from coaching.domain.marks import version_of_all
from coaching.models import PeerComment, PeerInvitation, PeerState
from coaching.queries.peers.access import are_allowed, colleagues_of, counting, takes_shown
from core.queries import one_of
from core.texts import pick
from media.models import VideoState
from scenarios.models import Scene
from scenarios.queries import exercise_of
from training.models import AttemptState, PathScene, Take
from training.queries.access import attempts_visible_to
from training.queries.paths import path_of
from training.queries.submissions import in_order

MOST = 3
"""How many colleagues look at one attempt: those who may still, and those who did."""
MOST_SHOWN = 200  # colleagues in the list of whom one can invite
SEEN_BY_OWNER = (PeerState.OPEN, PeerState.SENT, PeerState.DECLINED, PeerState.ENDED)
SHOWN_KINDS = ("watch", "respond")


@dataclass(frozen=True)
class Colleague:
    id: UUID
    name: str


@dataclass(frozen=True)
class PeerTake:
    """Shows a take to talk about. Length in ms."""

    id: UUID
    scene: UUID
    duration_ms: int


@dataclass(frozen=True)
class PeerAnswer:
    """Shows its owner one invitation, with what the colleague sent. `state` is open, sent, declined
    or ended."""

    id: UUID
    peer: UUID
    peer_name: str
    state: str
    invited_at: datetime
    expires_at: datetime
    sent_at: datetime | None
    comments: list[PeerComment]


@dataclass(frozen=True)
class PeerPage:
    """Shows its owner who was asked about an attempt, and what they said. `colleagues` are those
    who can be asked now, `left` how many more of them; none while nothing is submitted, or the
    organisation has switched it off (`is_allowed`)."""

    attempt: UUID
    exercise_title: str
    is_allowed: bool
    is_sent: bool
    left: int
    colleagues: list[Colleague]
    path: list[UUID]
    takes: list[PeerTake]
    invitations: list[PeerAnswer]


@dataclass(frozen=True)
class PeerScene:
    id: UUID
    kind: str
    prompt: str
    has_video: bool


@dataclass(frozen=True)
class PeerRequestLine:
    id: UUID
    owner_name: str
    exercise_title: str
    expires_at: datetime


@dataclass(frozen=True)
class PeerRequest(PeerRequestLine):
    """Shows the invited colleague what they look at: the scenes that the owner met without the
    questions between them, the takes, and what the colleague has written so far. `version` is that
    of all comments together, for sending them."""

    invited_at: datetime
    content_warning: str
    scenes: list[PeerScene]
    takes: list[PeerTake]
    comments: list[PeerComment]
    version: str


def peer_page(owner: Membership, attempt: UUID) -> PeerPage:
    """Return who was asked about one's own attempt; NotFound for anyone else's."""
    row = one_of(attempts_visible_to(owner).select_related("scenario_version"), attempt)
    is_allowed = are_allowed(owner.organisation_id)
    is_sent = row.state in (AttemptState.SUBMITTED, AttemptState.SCORED)
    rows = PeerInvitation.objects.filter(attempt=row)
    shown = rows.filter(state__in=SEEN_BY_OWNER).select_related("peer__person")
    live = set(counting().filter(attempt=row).values_list("pk", flat=True))
    answers = [_answer(one, is_live=one.pk in live) for one in shown]
    left = MOST - sum(one.state in (PeerState.OPEN, PeerState.SENT) for one in answers)
    can_ask = is_allowed and is_sent and left > 0
    asked = {one.peer for one in answers if one.state != PeerState.ENDED}
    asked |= set(rows.filter(state=PeerState.REMOVED).values_list("peer", flat=True))
    return PeerPage(
        attempt=row.id,
        exercise_title=pick(row.scenario_version.title, owner.person.language),
        is_allowed=is_allowed,
        is_sent=is_sent,
        left=left if can_ask else 0,
        colleagues=_colleagues(owner, asked) if can_ask else [],
        path=path_of(row),
        takes=_takes_of(answers),
        invitations=answers,
    )


def scenes_shown(invitation: PeerInvitation) -> QuerySet[Scene]:
    """Return the scenes whose clips the colleague sees: those that the owner met, without the
    questions between them and without what other answers lead to."""
    met = PathScene.objects.filter(attempt=invitation.attempt_id).values("scene")
    return Scene.objects.filter(pk__in=met, kind__in=SHOWN_KINDS)


def kept_comments(invitation: PeerInvitation) -> QuerySet[PeerComment]:
    """Return the comments of an invitation whose recordings are still there."""
    kept = invitation.comments.exclude(take__video__state=VideoState.DELETED)
    return kept.select_related("take__video")


def request_line(invitation: PeerInvitation, peer: Membership) -> PeerRequestLine:
    """Return one of `requests_to` as the colleague sees it in a list."""
    attempt = invitation.attempt
    return PeerRequestLine(
        id=invitation.id,
        owner_name=attempt.membership.shown_name,
        exercise_title=pick(attempt.scenario_version.title, peer.person.language),
        expires_at=invitation.expires_at,
    )


def peer_request(invitation: PeerInvitation, peer: Membership) -> PeerRequest:
    """Return an invitation from `request_of` as the colleague sees it."""
    language, attempt = peer.person.language, invitation.attempt
    exercise = exercise_of(attempt.scenario_version_id, language)
    by_id = {scene.id: scene for scene in exercise.scenes}
    met = [by_id[id] for id in path_of(attempt) if id in by_id]
    comments = list(kept_comments(invitation))
    return PeerRequest(
        **vars(request_line(invitation, peer)),
        invited_at=invitation.invited_at,
        content_warning=exercise.content_warning,
        scenes=[
            PeerScene(one.id, one.kind, one.prompt, one.has_video)
            for one in met
            if one.kind in SHOWN_KINDS
        ],
        takes=[_take(one) for one in takes_shown(invitation)],
        comments=comments,
        version=version_of_comments(comments),
    )


def version_of_comments(comments: list[PeerComment]) -> str:
    """Return the version of all that a colleague wrote about one attempt."""
    return version_of_all(one.mark for one in comments)


def _answer(one: PeerInvitation, *, is_live: bool) -> PeerAnswer:
    is_sent = one.state == PeerState.SENT
    state = PeerState.ENDED if one.state == PeerState.OPEN and not is_live else one.state
    return PeerAnswer(
        id=one.id,
        peer=one.peer_id,
        peer_name=one.peer.shown_name,
        state=state,
        invited_at=one.invited_at,
        expires_at=one.expires_at,
        sent_at=one.sent_at,
        comments=list(kept_comments(one)) if is_sent else [],
    )


def _colleagues(owner: Membership, asked: set[UUID]) -> list[Colleague]:
    people = colleagues_of(owner).exclude(pk__in=asked)[:MOST_SHOWN]
    return [Colleague(one.pk, one.shown_name) for one in people]


def _takes_of(answers: list[PeerAnswer]) -> list[PeerTake]:
    """Return the takes that somebody said something about, in the order of the conversation."""
    ids = {comment.take_id for one in answers for comment in one.comments}
    takes = in_order(Take.objects.filter(pk__in=ids).select_related("video"))
    return [_take(one) for one in takes]


def _take(take: Take) -> PeerTake:
    return PeerTake(id=take.id, scene=take.scene_id, duration_ms=take.length_ms)
