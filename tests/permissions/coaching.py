"""Makes what a coach reaches beside reviews: phrases, examples, and what can be scored again."""

from accounts.models import Membership
from coaching.models import Phrase, Review
from core.ids import new_id
from tests.coaching.world import World
from tests.permissions.bodies import Ids
from training.models import Attempt


def beside_reviews(
    world: World, member: Membership, review: Review, released: Attempt
) -> dict[str, Ids]:
    """Return the ids of each kind of thing, for the path."""
    phrase = Phrase.objects.create(
        organisation=member.organisation, owner=member, saved_by=member, kind="note", text="Hm."
    )
    used = world.version.rubric_version
    assert used is not None
    return {
        "phrase": {"phrase": phrase.id},
        "review-example": {"review": review.id, "scene": world.respond.id},
        "scored": {
            "id": new_id(),
            "submission": released.submission.id,
            "rubric_version": used.rubric.versions.latest("number").id,
        },
    }
