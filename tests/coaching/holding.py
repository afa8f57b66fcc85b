"""Finishes reviews and releases them later, over HTTP, for the tests of holds."""

from typing import Any
from uuid import UUID

from rest_framework.test import APIClient

from accounts.models import Membership
from coaching.domain.rules import Rules
from coaching.models import CoachScope, Hold, Review
from coaching.queries.reviews import version_of_review
from coaching.services.rules import set_rules
from core.etags import ANY, Precondition
from core.ids import new_id
from tests.cast import Cast
from tests.coaching.world import World, mark_whole, saw, take
from training.models import Attempt


def make_lead(*coaches: Membership) -> None:
    for coach in coaches:
        CoachScope.objects.update_or_create(coach=coach, defaults={"is_lead": True})


def let_feedback_go(cast: Cast, releasing: str) -> None:
    """Set when the organisation's feedback goes."""
    set_rules(
        actor=cast.admin,
        rules=Rules(releasing=releasing, second_percent=0),
        seen=Precondition(if_match=ANY),
    )


def marked(client: APIClient, world: World, attempt: Attempt | None = None) -> dict[str, Any]:
    """Take a review, keep all that a release needs, and return the lease."""
    lease = take(client, world, attempt)
    mark_whole(world, lease)
    return lease


def finish(client: APIClient, world: World, lease: dict[str, Any], seen: str | None = None) -> Any:
    """Finish the review in the version that was seen; by default, the present one."""
    version = seen or version_of_review(Review.objects.get(pk=lease["review"]))
    url = f"{world.base}/reviews/{lease['review']}/finish"
    return client.post(url, {"lease": lease["id"]}, headers=saw(version))


def finished(client: APIClient, world: World, attempt: Attempt | None = None) -> str:
    """Take, mark and finish a review, and return its id."""
    lease = marked(client, world, attempt)
    answer = finish(client, world, lease)
    assert answer.status_code == 200, answer.content
    return str(lease["review"])


def let_go(client: APIClient, world: World, *reviews: str, version: str = "") -> dict[str, str]:
    """Release these in their present versions, or the one given, and return the code of each."""
    rows = Review.objects.filter(pk__in=[UUID(one) for one in reviews])
    by_id = {str(one.pk): version_of_review(one) for one in rows}
    body = [{"review": one, "version": version or by_id.get(one, "none")} for one in reviews]
    answer = client.post(f"{world.base}/releases", {"reviews": body})
    assert answer.status_code == 200, answer.content
    return {one["review"]: one["code"] for one in answer.json()["results"]}


def resume(client: APIClient, world: World, review: str) -> Any:
    return client.post(f"{world.base}/leases", {"review": review, "resume": True})


def give_back(client: APIClient, world: World, review: str, **body: Any) -> Any:
    """Give it back to its coach as a lead, with a remark."""
    held = Hold.objects.filter(pk=UUID(review)).first()
    whole = {"version": held.version if held else "none", "text": "Kijk nog eens."} | body
    id = whole.pop("id", None) or new_id()
    return client.put(f"{world.base}/reviews/{review}/lead-remarks/{id}", whole)
