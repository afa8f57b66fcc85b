"""Acts as coaches who take, keep, lose and mark reviews, and checks each answer by the model."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, precondition, rule

from accounts.models import Membership, Role
from coaching.models import Comment, Score
from core.ids import new_id
from tests.cast import code_of
from tests.coaching.desks import Desk, Desks, TakenLease
from tests.coaching.world import mark_whole, release, run_out, saw, take_in
from training.models import Attempt, Take

COACHES = st.sampled_from(["coach", "second_coach"])


class Coaching(Desks):
    """Adds the rules of two coaches."""

    attempts = Bundle("attempts")
    taken = Bundle("taken")

    # --- Coaches take, keep and lose reviews ---

    @rule(target=taken, who=COACHES)
    def take_next(self, who: str) -> Any:
        coach = getattr(self.cast, who)
        answer = self.client(coach).post(f"{self.world.base}/leases", {})
        free = [
            one for one in self.attempts_made if one.id not in self.withdrawn and self.is_free(one)
        ]
        if coach.id in self.away:
            assert answer.status_code == 403
        elif not free:
            assert (answer.status_code, code_of(answer)) == (409, "queue_empty")
        else:
            assert answer.status_code == 201
            body = answer.json()
            attempt = next(one for one in free if str(one.id) == body["attempt"])
            return self.keep(coach, body, attempt)
        return multiple()

    @rule(target=taken, who=COACHES, attempt=attempts)
    def take(self, who: str, attempt: Attempt) -> Any:
        coach, desk = getattr(self.cast, who), self.first_of(attempt)
        attempt = Attempt.objects.get(pk=attempt.pk)
        submission = getattr(attempt, "submission", attempt).id
        answer = self.client(coach).post(
            f"{self.world.base}/leases", {"submission": str(submission)}
        )
        if coach.id in self.away:
            assert answer.status_code == 403
        elif attempt.id in self.withdrawn:
            assert answer.status_code == 404
        elif desk is not None and desk.released_by is not None:
            assert (answer.status_code, code_of(answer)) == (409, "already_released")
        elif desk is not None and self.holder(desk) is not None:
            assert (answer.status_code, code_of(answer)) == (409, "held")
        elif desk is not None and self.coach_at(desk) not in (None, coach):
            assert (answer.status_code, code_of(answer)) == (409, "lease_taken")
        else:
            mine = desk is not None and desk.coach == coach
            assert answer.status_code == (200 if mine else 201)
            return self.keep(coach, answer.json(), attempt)
        return multiple()

    @rule(taken=taken)
    def run_out(self, taken: TakenLease) -> None:
        run_out(taken.body)
        if taken.desk.lease == taken.id:
            taken.desk.coach = None

    @rule(taken=taken)
    def give_back(self, taken: TakenLease) -> None:
        answer = self.client(taken.coach).delete(f"{self.world.base}/leases/{taken.id}")
        assert answer.status_code in ((403,) if taken.coach.id in self.away else (204, 404))
        if answer.status_code == 204 and taken.desk.lease == taken.id:
            taken.desk.coach = None

    @rule(taken=taken)
    def renew(self, taken: TakenLease) -> None:
        answer = self.client(taken.coach).post(f"{self.world.base}/leases/{taken.id}/renewal")
        assert (answer.status_code == 200) == self.is_live(taken)

    @rule(who=COACHES, dice=st.integers(1, 4))
    def lose_or_get_the_role(self, who: str, dice: int) -> None:
        coach = getattr(self.cast, who)
        if coach.id not in self.away and dice > 1:
            return  # most of the time both are coaches
        roles = [Role.COACH] if coach.id in self.away else [Role.EMPLOYEE]
        Membership.objects.filter(pk=coach.id).update(roles=roles)
        self.away ^= {coach.id}

    # --- Marks and releases ---

    @rule(
        taken=taken, at=st.integers(0, 2), value=st.sampled_from([1, 2, 3]), is_seen=st.booleans()
    )
    def score(self, taken: TakenLease, at: int, value: int, is_seen: bool) -> None:
        desk = taken.desk
        criterion = desk.criteria[at % len(desk.criteria)]
        level = criterion.levels.get(value=value)
        kept = Score.objects.filter(review=desk.review, criterion=criterion).first()
        url = f"{self.world.base}/reviews/{desk.review}/scores/{criterion.id}"
        note = "Because of the tone." if desk.purpose == "dispute" else ""
        body = {"lease": taken.id, "level": str(level.id), "note": note}
        seen = kept.version if kept and is_seen else None
        answer = self.client(taken.coach).put(url, body, headers=saw(seen))
        if self.is_saved(
            taken,
            answer,
            is_same=bool(kept and kept.level_id == level.id),
            kept=kept,
            is_seen=is_seen,
        ):
            desk.scores[criterion.id] = level.id

    @rule(taken=taken, kind=st.sampled_from(["strength", "say_instead", "note"]))
    def comment(self, taken: TakenLease, kind: str) -> None:
        desk, id = taken.desk, new_id()
        url = f"{self.world.base}/reviews/{desk.review}/comments/{id}"
        take = Take.objects.get(pk=take_in(taken.body)) if desk.review in self.desks else None
        body = {"lease": taken.id, "take": str(take.id if take else new_id()), "kind": kind}
        answer = self.client(taken.coach).put(
            url, {**body, "at_ms": 900, "text": f"Comment {id}"}, headers=saw(None)
        )
        if self.is_saved(taken, answer):
            desk.comments[id] = f"Comment {id}"

    def is_saved(
        self,
        taken: TakenLease,
        answer: Any,
        *,
        is_same: bool = False,
        kept: Score | None = None,
        is_seen: bool = True,
    ) -> bool:
        """Tell whether a save was acknowledged, after checking that it was so rightly."""
        if taken.coach.id in self.away:
            assert answer.status_code == 403
            return False
        if taken.desk.review not in self.desks:
            assert answer.status_code == 404
            return False
        if not self.is_live(taken):
            assert (answer.status_code, code_of(answer)) == (409, "lease_stale"), answer.content
            return False
        if kept and not is_seen and not is_same:
            assert (answer.status_code, code_of(answer)) == (412, "mark_changed")
            return False
        assert answer.status_code in (200, 201), answer.content
        return True

    @precondition(lambda self: any(self.is_live(one) for one in self.leases))
    @rule(at=st.integers(0, 9))
    def mark_and_release(self, at: int) -> None:
        live = [one for one in self.leases if self.is_live(one)]
        taken = live[at % len(live)]
        self.mark_all_of(taken)
        self.release(taken)

    def mark_all_of(self, taken: TakenLease) -> None:
        """Keep what a release needs, where nothing was kept yet, and else the levels."""
        desk = taken.desk
        if desk.is_first and not desk.scores:
            mark_whole(self.world, taken.body)
        else:
            for order in range(len(desk.criteria)):
                self.score(taken, order, 3, is_seen=True)
        rows = Score.objects.filter(review=desk.review)
        desk.scores = dict(rows.values_list("criterion", "level"))
        texts = Comment.objects.filter(review=desk.review)
        desk.comments = dict(texts.values_list("id", "text"))

    @rule(taken=taken)
    def release(self, taken: TakenLease) -> None:
        desk = taken.desk
        if desk.review not in self.desks:
            return
        was_released = desk.released_by
        answer = release(self.client(taken.coach), self.world, taken.body)
        if taken.coach.id in self.away:
            assert answer.status_code == 403
        elif was_released is not None:
            assert answer.status_code == (200 if was_released == taken.coach else 409)
        elif not self.is_live(taken):
            assert (answer.status_code, code_of(answer)) == (409, "lease_stale")
        elif not self.is_whole(desk):
            assert (answer.status_code, code_of(answer)) == (409, "review_incomplete")
        else:
            assert answer.status_code == 200
            self.note_release(desk, taken.coach)

    def is_whole(self, desk: Desk) -> bool:
        kinds = set(Comment.objects.filter(review=desk.review).values_list("kind", flat=True))
        disputed = self.world.criteria[0]
        why = Score.objects.filter(review=desk.review, criterion=disputed).exclude(note="")
        needed = {
            "first": {"strength", "say_instead"} <= kinds,
            "dispute": why.exists(),
            "regrade": True,
        }
        return len(desk.scores) == len(desk.criteria) and needed[desk.purpose]

    def note_release(self, desk: Desk, coach: Membership) -> None:
        desk.released_by, desk.coach, desk.held_by = coach, None, None
        if desk.is_first:
            desk.feedback = self.feedback_on(desk)
            assert desk.feedback["retake"] == (str(desk.retake) if desk.retake else None)
