"""A verb that stops nudges while a hand-over writes their messages keeps their mail back."""

from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.models import Role
from core.ids import new_id
from notifications.models import Channel, Delivery
from tests.cast import Cast
from tests.meanwhile import just_before
from tests.training.world import School, let_due
from training import services
from training.domain.schedule import Days
from training.models import Attempt, Enrolment, Step, StepReview, Take

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# Of locks, since a transaction sees those as they are now, and other backends as it saw them first.
BLOCKED = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
"""
Verb = Callable[[], object]
Prepare = Callable[[School, Enrolment], Verb]


def hand_over_during(verb: Verb, nudges: Collection[UUID]) -> int:
    """Hand the nudges over. Before their messages are written another connection begins `verb`, and
    is done with it, or waits for the hand-over."""
    running: list[Future[object]] = []

    def run() -> object:
        try:
            return verb()
        finally:
            connections.close_all()

    def begin() -> None:
        running.append(pool.submit(run))
        with connection.cursor() as cursor:
            while not running[0].done():
                cursor.execute(BLOCKED)
                if cursor.fetchone()[0]:
                    return

    with ThreadPoolExecutor(1) as pool:
        with just_before("INSERT INTO notifications_message", begin):
            sent = services.hand_over(nudges=nudges)
        running[0].result()
    return sent


def leave(_school: School, row: Enrolment) -> Verb:
    day = timezone.now().astimezone(row.membership.zone).date()
    days = Days(day, day)
    return lambda: services.take_leave(member=row.membership, leave=new_id(), days=days)


def snooze(_school: School, row: Enrolment) -> Verb:
    tomorrow = services.SnoozeChoice.TOMORROW
    return lambda: services.snooze(member=row.membership, until=tomorrow)


def pause(_school: School, row: Enrolment) -> Verb:
    return lambda: services.pause(enrolment=row.id)


def take_out(_school: School, row: Enrolment) -> Verb:
    return lambda: services.take_out(enrolment=row.id)


def lose_the_role(_school: School, row: Enrolment) -> Verb:
    row.membership.roles = [Role.MANAGER]
    return transaction.atomic(row.membership.save)


def postpone(school: School, row: Enrolment) -> Verb:
    return lambda: services.postpone(member=row.membership, step=school.steps[0].id)


def start(school: School, row: Enrolment) -> Verb:
    step = school.steps[0].id
    return lambda: services.start(member=row.membership, attempt=new_id(), step=step)


def submit(school: School, row: Enrolment) -> Verb:
    attempt = begun_yesterday(school, row)
    takes = [school.take(attempt)]
    return lambda: services.submit(member=row.membership, attempt=attempt.id, takes=takes)


def finish(school: School, row: Enrolment) -> Verb:
    Step.objects.update(review=StepReview.NEVER)
    attempt = begun_yesterday(school, row)
    school.take(attempt)
    return lambda: services.finish(member=row.membership, attempt=attempt.id)


def begun_yesterday(school: School, row: Enrolment) -> Attempt:
    """Return an open attempt at the exercise of the nudge, which the member is not at any more."""
    attempt = school.attempt(row.membership)
    Attempt.objects.update(started_at=timezone.now() - timedelta(days=1))
    return attempt


def check(cast: Cast, school: School, prepare: Prepare, reason: str) -> None:
    row = school.enrol(cast.employee)
    verb = prepare(school, row)
    Take.objects.update(created_at=timezone.now() - timedelta(days=1))
    let_due(row)
    hand_over_during(verb, services.claim_due())
    mail = Delivery.objects.get(message__recipient=cast.employee, channel=Channel.MAIL)
    assert (mail.state, mail.reason) == ("skipped", reason)


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (start, "practising"),
        (submit, "already_done"),
        (finish, "already_done"),
        (lose_the_role, "not_an_employee"),
    ],
)
def test_rule_7_what_the_member_does_during_a_hand_over_keeps_its_mail_back(
    cast: Cast, school: School, prepare: Prepare, reason: str
) -> None:
    check(cast, school, prepare, reason)


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (leave, "on_leave"),
        (snooze, "snoozed"),
        (pause, "paused"),
        (take_out, "left"),
        (postpone, "postponed"),
    ],
)
def test_rule_8_who_is_left_alone_during_a_hand_over_gets_no_mail_of_it(
    cast: Cast, school: School, prepare: Prepare, reason: str
) -> None:
    check(cast, school, prepare, reason)
