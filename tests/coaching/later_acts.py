"""Acts as coaches who finish now and release later, ask for another take and decide about disputes,
and checks each answer by the model."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import multiple, precondition, rule

from accounts.models import Membership
from coaching.models import Review, Score
from tests.cast import code_of
from tests.coaching.desk_acts import COACHES, Coaching
from tests.coaching.desks import Desk, TakenLease
from tests.coaching.holding import finish, let_go, resume
from tests.coaching.test_dispute import dispute
from tests.coaching.world import saw
from training.models import Attempt


class Later(Coaching):
    """Adds holds, requests for another take, and disputes."""

    def pick(self, at: int, is_one: Callable[[Desk], Any]) -> Desk:
        """Return one of the reviews of a kind of which there are any."""
        found = [one for one in self.desks.values() if is_one(one)]
        return found[at % len(found)]

    # --- Scored is not released ---

    @precondition(lambda self: any(self.is_live(one) for one in self.leases))
    @rule(at=st.integers(0, 9), is_marked=st.booleans())
    def mark_and_finish(self, at: int, is_marked: bool) -> None:
        live = [one for one in self.leases if self.is_live(one)]
        taken = live[at % len(live)]
        if is_marked:
            self.mark_all_of(taken)
        self.finish(taken)

    @rule(taken=Coaching.taken)
    def finish(self, taken: TakenLease) -> None:
        desk = taken.desk
        if desk.review not in self.desks:
            return
        answer = finish(self.client(taken.coach), self.world, taken.body)
        if taken.coach.id in self.away:
            assert answer.status_code == 403
        elif not desk.is_first:
            assert answer.status_code == 404
        elif desk.held_by == taken.coach:  # the same once more
            assert answer.status_code == 200
        elif desk.released_by is not None:
            assert (answer.status_code, code_of(answer)) == (409, "already_released")
        elif not self.is_live(taken):
            assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
        elif not self.is_whole(desk):
            assert (answer.status_code, code_of(answer)) == (409, "review_incomplete")
        else:
            assert answer.status_code == 200
            desk.held_by, desk.coach = taken.coach, None

    @precondition(lambda self: any(one.held_by for one in self.desks.values()))
    @rule(at=st.integers(0, 9), who=COACHES)
    def let_go(self, at: int, who: str) -> None:
        """Release what was finished, as its coach or as another."""
        coach, desk = getattr(self.cast, who), self.pick(at, lambda one: one.held_by)
        if coach.id not in self.away:
            self.release_held(coach, desk)

    @rule(taken=Coaching.taken)
    def let_go_what_may_not_be_held(self, taken: TakenLease) -> None:
        desk = taken.desk
        if desk.review in self.desks and taken.coach.id not in self.away and desk.is_first:
            self.release_held(taken.coach, desk)

    def release_held(self, coach: Membership, desk: Desk) -> None:
        code = let_go(self.client(coach), self.world, str(desk.review))[str(desk.review)]
        if desk.released_by is not None:
            assert code == ""  # repeatable
        elif self.holder(desk) is None:
            assert code == "not_held"
        elif self.holder(desk) != coach:
            assert code == "held_by_another"
        else:
            assert code == ""
            self.note_release(desk, coach)

    @precondition(lambda self: any(self.holder(one) for one in self.desks.values()))
    @rule(target=Coaching.taken, at=st.integers(0, 9), who=COACHES)
    def resume(self, at: int, who: str) -> Any:
        """Take up again what was finished, as its coach or as another."""
        coach, desk = getattr(self.cast, who), self.pick(at, self.holder)
        if coach.id in self.away:
            return multiple()
        answer = resume(self.client(coach), self.world, str(desk.review))
        if desk.held_by != coach:
            assert (answer.status_code, code_of(answer)) == (409, "held")
            return multiple()
        assert answer.status_code == 201, answer.content
        return self.keep(coach, answer.json(), desk.attempt)

    # --- Another take ---

    @precondition(lambda self: bool(self.marked_and_live()))
    @rule(at=st.integers(0, 9))
    def ask_for_another_take(self, at: int) -> None:
        found = self.marked_and_live()
        taken = found[at % len(found)]
        desk = taken.desk
        comment = next(iter(desk.comments))
        answer = self.client(taken.coach).put(
            f"{self.world.base}/reviews/{desk.review}/retake-request",
            {"lease": taken.id, "comment": str(comment)},
            headers=saw(None),
        )
        if self.is_saved(taken, answer):
            desk.retake = comment

    def marked_and_live(self) -> list[TakenLease]:
        """Return the leases under which another take could be asked for."""
        first = [one for one in self.leases if one.desk.is_first and one.desk.retake is None]
        return [one for one in first if self.is_live(one) and one.desk.comments]

    # --- Disputes ---

    @rule(attempt=Coaching.attempts)
    def dispute_at_once(self, attempt: Attempt) -> None:
        first = self.first_of(attempt)
        if first is None or first.released_by is None:
            client = self.client(attempt.membership)
            answer = dispute(client, self.world, attempt, self.world.criteria[0].id)
            assert answer.status_code == 404

    @precondition(lambda self: any(one.feedback for one in self.desks.values()))
    @rule(at=st.integers(0, 9))
    def dispute(self, at: int) -> None:
        """Dispute the first level, as the employee; repeatable."""
        attempt = self.pick(at, lambda one: one.feedback).attempt
        made, client = self.beside(attempt, "dispute"), self.client(attempt.membership)
        answer = dispute(client, self.world, attempt, self.world.criteria[0].id)
        if made is not None:
            assert answer.status_code == 200
        else:
            assert answer.status_code == 201, answer.content
            review = Review.objects.get(submission__attempt=attempt, purpose="dispute").pk
            self.desks[review] = Desk(review, attempt, self.world.criteria, purpose="dispute")

    @precondition(lambda self: any(one.purpose == "dispute" for one in self.desks.values()))
    @rule(target=Coaching.taken, who=COACHES, at=st.integers(0, 9))
    def take_dispute(self, who: str, at: int) -> Any:
        coach, desk = getattr(self.cast, who), self.pick(at, lambda one: one.purpose == "dispute")
        attempt, body = desk.attempt, {"review": str(desk.review)}
        answer = self.client(coach).post(f"{self.world.base}/leases", body)
        if coach.id in self.away:
            assert answer.status_code == 403
        elif desk.released_by is not None:
            assert (answer.status_code, code_of(answer)) == (409, "already_released")
        elif self.coach_at(desk) == coach:
            assert answer.status_code == 200
            return self.keep(coach, answer.json(), attempt)
        elif coach.id in self.judges_of(attempt):
            assert (answer.status_code, code_of(answer)) == (403, "own_judgement")
        elif self.coach_at(desk) is not None:
            assert (answer.status_code, code_of(answer)) == (409, "lease_taken")
        else:
            assert answer.status_code == 201, answer.content
            return self.keep(coach, answer.json(), attempt)
        return multiple()

    def judges_of(self, attempt: Attempt) -> set[UUID]:
        """Return who gave a level of the feedback, or released it."""
        first = self.first_of(attempt)
        assert first is not None
        assert first.released_by is not None
        gave = Score.objects.filter(review=first.review).values_list("coach", flat=True)
        return {first.released_by.id, *gave}
