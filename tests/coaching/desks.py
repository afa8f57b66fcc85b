"""Models reviews, leases and marks, for the state machine of the tests of coaching."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from accounts.models import Membership
from scenarios.models import Criterion, RubricVersion
from tests.cast import Api, Cast
from tests.coaching.world import World
from training.models import Attempt


@dataclass(eq=False)
class Desk:
    """Models one review: who has it by which lease, who finished it, and every mark that was
    acknowledged."""

    review: UUID
    attempt: Attempt
    criteria: list[Criterion]
    purpose: str = "first"
    coach: Membership | None = None
    lease: str = ""
    scores: dict[UUID, UUID] = field(default_factory=dict)
    comments: dict[UUID, str] = field(default_factory=dict)
    held_by: Membership | None = None
    released_by: Membership | None = None
    retake: UUID | None = None
    feedback: Any = None

    @property
    def is_first(self) -> bool:
        return self.purpose == "first"


@dataclass(frozen=True)
class TakenLease:
    """Keeps a lease as its coach got it, whatever became of it since."""

    id: str
    coach: Membership
    desk: Desk
    body: dict[str, Any]


class Desks(RuleBasedStateMachine):
    """Keeps what is so by the model, of one organisation; rolls each example back."""

    cast: Cast
    world: World
    rubric: RubricVersion
    api: Api

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.desks: dict[UUID, Desk] = {}
        self.withdrawn: set[UUID] = set()
        self.attempts_made: list[Attempt] = []
        self.away: set[UUID] = set()
        self.leases: list[TakenLease] = []
        self.clients: dict[UUID, Any] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def is_live(self, taken: TakenLease) -> bool:
        mine = taken.desk.lease == taken.id and taken.desk.coach == taken.coach
        return mine and taken.coach.id not in self.away

    def coach_at(self, desk: Desk) -> Membership | None:
        """Return whose lease counts now: nobody's while its coach is no coach."""
        gone = desk.coach is None or desk.coach.id in self.away
        return None if gone else desk.coach

    def first_of(self, attempt: Attempt) -> Desk | None:
        found = (one for one in self.desks.values() if one.attempt == attempt)
        return next((one for one in found if one.is_first), None)

    def beside(self, attempt: Attempt, purpose: str) -> Desk | None:
        """Return the review that judges an attempt again, with this purpose."""
        found = (one for one in self.desks.values() if one.attempt == attempt)
        return next((one for one in found if one.purpose == purpose), None)

    def holder(self, desk: Desk) -> Membership | None:
        """Return whose finished review it is: nobody's while its coach is no coach."""
        gone = desk.held_by is None or desk.held_by.id in self.away
        return None if gone else desk.held_by

    def is_free(self, attempt: Attempt) -> bool:
        desk = self.first_of(attempt)
        if desk is None:
            return True
        busy = self.coach_at(desk) or self.holder(desk) or desk.released_by
        return busy is None

    def keep(self, coach: Membership, body: dict[str, Any], attempt: Attempt) -> TakenLease:
        review = UUID(body["review"])
        desk = self.desks.setdefault(review, Desk(review, attempt, self.world.criteria))
        desk.coach, desk.lease, desk.held_by = coach, body["id"], None
        made = TakenLease(body["id"], coach, desk, body)
        self.leases.append(made)
        return made

    def client(self, member: Membership) -> Any:
        if member.id not in self.clients:
            self.clients[member.id] = self.api(member)
        return self.clients[member.id]

    def feedback_on(self, desk: Desk) -> Any:
        """Return the judgement as the employee reads it."""
        answer = self.client(desk.attempt.membership).get(
            f"{self.world.base}/feedback/{desk.attempt.id}"
        )
        assert answer.status_code == 200
        found = answer.json()
        retake = (found["retake"] or {}).get("comment")
        parts = {part: found[part] for part in ("scores", "comments", "released_at")}
        return parts | {"retake": retake}
