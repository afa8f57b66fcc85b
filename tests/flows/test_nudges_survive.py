"""Nudges on their way survive what dies under them: nobody gets two, and nobody is forgotten."""

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil
import psycopg
import pytest
import redis

from tests import processes
from tests.flows.caller import wait_until
from tests.flows.stack import Stack
from tests.processes import words_of

pytestmark = [pytest.mark.stack, pytest.mark.slow]
PEOPLE = 900  # two tasks of a dispatch, and less than the cap of a minute for two tests

# Colleagues of the demo's employee, in the same programme; their nudges are due now.
DUE = """
WITH people AS (
    INSERT INTO accounts_person
        (password, is_superuser, id, email, name, language, is_active, is_staff, date_joined)
    SELECT '', false, gen_random_uuid(), %(group)s || n || '@demo.example', 'N', 'nl', true, false,
        now()
    FROM generate_series(1, %(people)s) n RETURNING id
), members AS (
    INSERT INTO accounts_membership
        (id, roles, time_zone, is_active, created_at, person_id, organisation_id, name)
    SELECT gen_random_uuid(), ARRAY['employee'], 'Europe/Amsterdam', true, now(), people.id, o.id,
        '' FROM people, accounts_organisation o WHERE o.slug = 'demo' RETURNING id
)
INSERT INTO training_enrolment
    (id, state, next_slot, created_at, membership_id, programme_id, set_aside, next_step_id,
     next_nudge_at, next_reason)
SELECT gen_random_uuid(), 'active', 1, now(), members.id, s.programme_id, '', s.id, now(), 'new'
FROM members, (
    SELECT s.id, s.programme_id FROM training_step s JOIN training_programme p
        ON p.id = s.programme_id
    WHERE p.code = 'staying_calm' AND s.order IS NOT NULL ORDER BY s.order LIMIT 1
) s
"""
OF_GROUP = """
FROM training_enrolment e JOIN accounts_membership m ON m.id = e.membership_id
JOIN accounts_person p ON p.id = m.person_id AND p.email LIKE %(group)s || '%%'
"""
CLAIMED = f"SELECT count(*) {OF_GROUP} JOIN training_nudge n ON n.enrolment_id = e.id"
HANDLED = f"{CLAIMED} WHERE n.handled_at IS NOT NULL"
FOUND = f"""
SELECT count(n.id), count(DISTINCT e.id), count(n.message_id), count(DISTINCT g.recipient_id),
    count(*) FILTER (WHERE n.skip_reason <> ''), count(*) FILTER (WHERE e.next_nudge_at > now())
{OF_GROUP} LEFT JOIN training_nudge n ON n.enrolment_id = e.id
LEFT JOIN notifications_message g ON g.id = n.message_id
"""
TWICE = f"""
SELECT count(*) FROM (
    SELECT FROM notifications_message g JOIN notifications_delivery d ON d.message_id = g.id
    WHERE g.recipient_id IN (SELECT m.id {OF_GROUP})
    GROUP BY g.recipient_id, d.channel HAVING count(*) > 1
) more
"""  # noqa: S608  # parts of this file alone


class Group:
    """People of one test, asked after in the stack's own database."""

    def __init__(self, stack: Stack, name: str) -> None:
        self.url, self.values = stack.layout.addresses()["DATABASE_URL"], {"group": name}
        with psycopg.connect(self.url) as connection:
            connection.execute(DUE, {**self.values, "people": PEOPLE})

    def ask(self, statement: str) -> tuple[Any, ...]:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(statement, self.values).fetchone()
        assert row
        return row

    def is_claimed(self) -> bool:
        """Look a hundred times a second, so that the hand-over has hardly begun."""
        for _look in range(100):
            if self.ask(CLAIMED)[0]:
                return True
            time.sleep(0.01)
        return False

    def all_handled(self) -> bool:
        with suppress(psycopg.OperationalError):  # it starts again
            return bool(self.ask(HANDLED)[0] == PEOPLE)
        return False


def kill_worker_and_beat(stack: Stack) -> None:
    beats = [one for one in processes.family(stack.supervisor) if "beat" in words_of(one)]
    assert beats
    processes.kill(beats)
    stack.kill_workers()


def restart_postgres(stack: Stack) -> None:
    lock = (stack.layout.root / "postgres" / "postmaster.pid").read_text()
    server = psutil.Process(int(lock.split("\n", 1)[0]))
    assert server in processes.family(stack.supervisor)
    server.send_signal(signal.SIGINT)  # a fast shutdown: every transaction is rolled back


def empty_valkey(stack: Stack) -> None:
    redis.Redis.from_url(stack.layout.addresses()["REDIS_URL"]).flushall()


@pytest.mark.parametrize("strike", [kill_worker_and_beat, restart_postgres, empty_valkey])
def test_rules_1_and_2_a_dispatch_that_is_cut_off_reaches_everybody_once(
    stack: Stack, strike: Callable[[Stack], None]
) -> None:
    group = Group(stack, strike.__name__)
    wait_until("the claim", group.is_claimed, seconds=90)
    strike(stack)
    wait_until("every hand-over", group.all_handled, seconds=180)
    nudges, enrolments, messages, recipients, skipped, planned = group.ask(FOUND)
    assert (nudges, enrolments, messages, recipients) == (PEOPLE, PEOPLE, PEOPLE, PEOPLE)
    assert (skipped, planned) == (0, PEOPLE)
    assert group.ask(TWICE) == (0,)
    employee = stack.sign_in("employee")
    for _connection in range(16):  # as many as the server keeps: each that died is replaced
        employee.get("/messages")
