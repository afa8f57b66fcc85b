"""Promises 1, 3 and 4 of the product stand, whatever several coaches and employees do, in whichever
order: what was not submitted stays private, a score never changes once it is released, and two
coaches never overwrite each other.

Hypothesis draws the acts; a model says what each is to be answered and what the tables then have.
"""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from coaching.models import Comment, Review, Score
from coaching.queries.queue import open_leases
from tests.cast import Api, Cast, code_of
from tests.coaching.desk_acts import COACHES
from tests.coaching.desks import Desk
from tests.coaching.later_acts import Later
from tests.coaching.regrading import ask, newer_rubric
from tests.coaching.world import make_world, send_in
from training.models import Attempt

pytestmark = pytest.mark.slow


@pytest.fixture(name="django")
def of_django(settings: Any) -> Any:
    """The settings of Django: those of Hypothesis have their name here."""
    return settings


class Organisation(Later):
    """Adds two employees, regrades, and what the promises say after each act."""

    # --- What each example begins with, since few acts in a row lead there ---

    @initialize(target=Later.attempts)
    def feedback_from_before(self) -> Any:
        attempt: Any = self.submit("employee")
        taken: Any = self.take("coach", attempt)
        self.mark_all_of(taken)
        self.release(taken)
        return attempt

    @initialize(target=Later.attempts)
    def finished_from_before(self) -> Any:
        attempt: Any = self.submit("teammate")
        taken: Any = self.take("second_coach", attempt)
        self.mark_all_of(taken)
        self.finish(taken)
        return attempt

    # --- Employees ---

    @rule(target=Later.attempts, who=st.sampled_from(["employee", "teammate"]))
    def submit(self, who: str) -> Attempt:
        member = getattr(self.cast, who)
        mine = [one for one in self.attempts_made if one.membership_id == member.id]
        given_back = [one for one in mine if one.id in self.withdrawn]
        # An exercise is practised once at a time: of two that are taken back, one is open again.
        states = Attempt.objects.filter(pk__in=[one.pk for one in given_back])
        still_open = set(states.filter(state="open").values_list("pk", flat=True))
        back = next((one for one in given_back if one.pk in still_open), None)
        if back is not None:
            send_in(back, back.takes.order_by("-number")[0])
            self.withdrawn.discard(back.id)
            return Attempt.objects.get(pk=back.pk)
        attempt = self.world.submitted(member, takes=2)
        self.attempts_made.append(attempt)
        return attempt

    @rule(attempt=Later.attempts)
    def withdraw(self, attempt: Attempt) -> None:
        answer = self.client(attempt.membership).put(
            f"{self.world.base}/attempts/{attempt.id}/withdrawal"
        )
        desk = self.first_of(attempt)
        begun = desk is not None and (
            self.coach_at(desk) is not None or bool(desk.scores) or bool(desk.comments)
        )
        if desk is not None and desk.released_by is not None:
            assert answer.status_code == 409
        elif begun and attempt.id not in self.withdrawn:
            assert (answer.status_code, code_of(answer)) == (409, "review_begun")
        else:
            assert answer.status_code == 204
            self.withdrawn.add(attempt.id)
            if desk is not None:
                desk.coach = None
                del self.desks[desk.review]

    @rule(target=Later.taken, who=COACHES, attempt=Later.attempts)
    def regrade(self, who: str, attempt: Attempt) -> Any:
        if attempt.id in self.withdrawn:
            return multiple()
        attempt = Attempt.objects.get(pk=attempt.pk)  # it may have been submitted again
        coach, desk = getattr(self.cast, who), self.first_of(attempt)
        is_asked = self.beside(attempt, "regrade") is not None
        answer = ask(self.client(coach), self.world, attempt, self.rubric)
        if coach.id in self.away:
            assert answer.status_code == 403
        elif desk is None or desk.released_by is None:
            assert (answer.status_code, code_of(answer)) == (409, "not_released")
        elif is_asked:
            assert (answer.status_code, code_of(answer)) == (409, "already_regraded")
        else:
            assert answer.status_code == 201, answer.content
            body = answer.json()["lease"]
            criteria = list(self.rubric.criteria.all())
            self.desks[UUID(body["review"])] = Desk(
                UUID(body["review"]), attempt, criteria, purpose="regrade"
            )
            return self.keep(coach, body, attempt)
        return multiple()

    # --- The promises ---

    @rule(attempt=Later.attempts, who=st.sampled_from(["coach", "manager", "admin", "author"]))
    def look_at_what_was_not_submitted(self, attempt: Attempt, who: str) -> None:
        client = self.client(getattr(self.cast, who))
        desk, base = self.first_of(attempt), self.world.base
        private = attempt.takes.exclude(submitted__isnull=False).first()
        assert private is not None
        paths = [f"attempts/{attempt.id}/takes/{private.id}", f"videos/{private.video_id}"]
        if desk is not None:
            paths.append(f"reviews/{desk.review}/takes/{private.id}")
        for path in paths:
            assert client.get(f"{base}/{path}/playback").status_code in (403, 404)
        if desk is not None and who == "coach" and self.cast.coach.id not in self.away:
            document = client.get(f"{base}/reviews/{desk.review}").content.decode()
            assert str(private.id) not in document

    @invariant()
    def one_lease_counts_of_a_review(self) -> None:
        by_review: dict[UUID, str] = {}
        for review, lease in open_leases().values_list("review", "id"):
            assert review not in by_review
            by_review[review] = str(lease)
        assert by_review == {
            one.review: one.lease for one in self.desks.values() if self.coach_at(one)
        }

    @invariant()
    def what_was_acknowledged_stands(self) -> None:
        """No mark is lost, none is overwritten by who may not, and none changes once released."""
        scores: dict[UUID, dict[UUID, UUID]] = {}
        for review, criterion, level in Score.objects.values_list("review", "criterion", "level"):
            scores.setdefault(review, {})[criterion] = level
        texts: dict[UUID, dict[UUID, str]] = {}
        for review, id, text in Comment.objects.values_list("review", "id", "text"):
            texts.setdefault(review, {})[id] = text
        desks = self.desks.values()
        assert scores == {one.review: one.scores for one in desks if one.scores}
        assert texts == {one.review: one.comments for one in desks if one.comments}
        released = Review.objects.filter(released_at__isnull=False).values_list("pk", "released_by")
        assert dict(released) == {
            one.review: one.released_by.id for one in desks if one.released_by
        }

    @rule(attempt=Later.attempts)
    def read_feedback(self, attempt: Attempt) -> None:
        desk = self.first_of(attempt)
        if desk is not None and desk.feedback is not None:
            assert self.feedback_on(desk) == desk.feedback
            return
        client = self.client(attempt.membership)
        assert client.get(f"{self.world.base}/feedback/{attempt.id}").status_code == 404


def test_of_many_actors(cast: Cast, api: Api, django: Any) -> None:
    django.DATABASE_PREPARE = True  # as on a server
    world = make_world(cast.haven)
    parts: dict[str, Any] = {
        "cast": cast,
        "world": world,
        "rubric": newer_rubric(world),
        "api": staticmethod(api),
    }
    machine: type[Organisation] = type("Here", (Organisation,), parts)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # shrinking takes minutes; the failing acts are printed
            suppress_health_check=list(HealthCheck),
        ),
    )
