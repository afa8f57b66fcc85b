"""Saves what a coach calls the clip before they see what the employee called it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.errors import AlreadyTagged, Invalid
from coaching.models import Tag
from coaching.queries.calls import calls_in, questions_of
from coaching.queries.reviews import review_for
from coaching.services.leases import lock_lease
from core.errors import NotFound


@transaction.atomic
def save_tag(*, coach: Membership, review: UUID, lease: UUID, scene: UUID, option: UUID) -> Tag:
    """Keep the coach's own answer to a question about kind or style; the same again changes
    nothing. NotFound for what is no such question of the attempt, Invalid unknown_option for an
    option of another one, AlreadyTagged where another one was chosen before."""
    found = review_for(coach, review)
    lock_lease(lease=lease, review=found, coach=coach, unsaved=f"tags/{scene}")
    if scene not in {one.scene for one in calls_in(found)}:
        raise NotFound
    question = questions_of(found).get(pk=scene)
    if not question.options.filter(pk=option).exists():
        detail = str(_("Choose an option of this question."))
        raise Invalid(
            detail, errors=[{"code": "unknown_option", "detail": detail, "attr": "option"}]
        )
    kept, _new = Tag.objects.get_or_create(
        review=found, scene=question, defaults={"option_id": option, "coach": coach}
    )
    if kept.option_id != option:
        raise AlreadyTagged
    return kept
