"""Reads what members reached on each technique, as coaches judged it."""

from uuid import UUID

from accounts.models import Organisation, Role
from accounts.queries import acting_as
from training.models import ReviewSource, SkillReview

BY_COACHES = (ReviewSource.FEEDBACK, ReviewSource.REGRADE)


def latest_reached(organisation: Organisation) -> dict[tuple[UUID, UUID], float]:
    """Return what each active employee reached in the latest feedback of a coach, from 0 to 1, by
    (membership, technique). A regrade counts instead of the feedback that it corrects."""
    rows = (
        SkillReview.objects.filter(
            acting_as(Role.EMPLOYEE, "membership__"),
            membership__organisation=organisation,
            source__in=BY_COACHES,
        )
        .order_by("membership", "technique", "-at", "-revision")
        .distinct("membership", "technique")
    )
    return {
        (member, technique): reached
        for member, technique, reached in rows.values_list("membership", "technique", "reached")
    }
