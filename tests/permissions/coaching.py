"""Makes what a coach reaches beside reviews: phrases, examples, and what can be scored again."""

from uuid import UUID

from accounts.models import Membership
from coaching.models import Anchor, AnchorLevel, Calibration, Comment, Phrase, Review
from core.ids import new_id
from media.models import Purpose, Video, VideoState
from tests.coaching.content import clip
from tests.coaching.world import World
from tests.permissions.bodies import Ids
from tests.permissions.peers import asked_by
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
    criterion = world.criteria[0]
    level = criterion.levels.get(value=2)
    anchor = Anchor.objects.create(
        organisation=member.organisation,
        title="Calm",
        video=clip(member.organisation),
        rubric_version=used,
        made_by=member,
    )
    AnchorLevel.objects.create(anchor=anchor, criterion=criterion, level=level, reason="So.")
    calibration = Calibration.objects.create(coach=member)
    calibration.anchors.add(anchor)
    judged = {"anchor": anchor.id, "criterion": criterion.id, "level": level.id}
    return asked_by(world, member, review.submission.attempt) | {
        "anchor": judged | {"video": anchor.video_id, "rubric_version": used.id},
        "calibration": judged | {"calibration": calibration.id},
        "phrase": {"phrase": phrase.id},
        "review-example": {"review": review.id, "scene": world.respond.id},
        "review-recording": {"review": review.id, "recording": spoken(review, member)},
        "feedback-recording": {
            "attempt": released.id,
            "recording": Comment.objects.get(review__submission=released.submission).recording_id,
        },
        "scored": {
            "id": new_id(),
            "submission": released.submission.id,
            "rubric_version": used.rubric.versions.latest("number").id,
        },
    }


def spoken(review: Review, coach: Membership) -> UUID:
    """Add a comment that was recorded, and return its recording."""
    recording = Video.objects.create(
        organisation=coach.organisation,
        owner=coach,
        purpose=Purpose.COMMENT,
        state=VideoState.READY,
        duration_ms=4000,
    )
    Comment.objects.create(
        review=review,
        take=review.submission.takes.get(),
        coach=coach,
        kind="note",
        at_ms=1,
        recording=recording,
    )
    return recording.id
