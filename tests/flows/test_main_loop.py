"""The main loop works as a person walks it, with a real server, worker, database and video
files.
"""

import pytest

from tests.flows import loop
from tests.flows.stack import Stack

pytestmark = [pytest.mark.stack]


def test_it_leads_from_a_nudge_to_feedback_and_a_second_go(stack: Stack) -> None:
    employee, coach = stack.sign_in("employee"), stack.sign_in("coach")
    loop.first_nudge(employee)
    attempt = loop.begin(employee)
    loop.watch(employee, attempt)
    loop.choose(employee, attempt)
    take = loop.record(employee, attempt, loop.PORTRAIT)
    video = loop.processed(employee, attempt, take)["video"]
    assert (video["state"], video["progress"]) == ("ready", 100)
    loop.submit(employee, attempt, take)
    loop.review(coach, attempt)
    loop.read(employee, attempt)
    second = loop.again(employee, attempt)
    other = loop.record(employee, second, loop.WEBM)
    loop.processed(employee, second, other)
    loop.submit(employee, second, other)
    loop.review(coach, second)
