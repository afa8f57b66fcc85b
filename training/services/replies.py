"""Checks the replies of a conversation before an attempt ends: all of them, as the author wants."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from scenarios.models import Medium
from training.errors import SubmissionIncomplete, TakeWithoutPicture
from training.models import Attempt, Take
from training.queries.submissions import wanted_of


def check_replies(row: Attempt, takes: Collection[Take], *, one_each: bool) -> None:
    """Refuse with SubmissionIncomplete unless these takes reply in every respond scene of the path,
    with `one_each` once, and its answers lead to its end."""
    given, wanted = [take.scene_id for take in takes], wanted_of(row)
    wrong = []
    for scene in wanted.replies:
        count = given.count(scene)
        if count == 0:
            wrong.append(_wrong("take_missing", _("There is no recording for this reply."), scene))
        elif count > 1 and one_each:
            wrong.append(_wrong("take_twice", _("Choose one recording for this reply."), scene))
    if wanted.unanswered:
        wrong.append(_wrong("answer_missing", _("Answer this question."), wanted.unanswered))
    if wrong:
        raise SubmissionIncomplete(errors=wrong)


def check_picture(take: Take) -> None:
    """Refuse a take of sound alone with TakeWithoutPicture where the author wants a picture. One
    that nobody has measured yet is taken."""
    if take.scene.medium == Medium.VIDEO and take.has_picture is False:
        raise TakeWithoutPicture


def _wrong(code: str, detail: str, scene: UUID) -> dict[str, str | None]:
    return {"code": code, "detail": detail, "attr": str(scene)}
