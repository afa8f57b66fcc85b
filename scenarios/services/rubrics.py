"""Holds the verbs on rubrics and their versions."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from scenarios.documents import rubric_document
from scenarios.domain.completeness import rubric_gaps
from scenarios.domain.drafts import RubricDraft
from scenarios.errors import AlreadyPublished, CodeTaken, RubricIncomplete
from scenarios.models import Criterion, Level, Rubric, RubricVersion
from scenarios.queries import (
    rubric_versions_visible_to,
    rubric_versions_whole,
    rubrics_visible_to,
    techniques_visible_to,
)
from scenarios.services.saving import check_if_match, prepare_draft, require_known


def create_rubric(*, author: Membership, code: str, name: Mapping[str, str]) -> Rubric:
    """Create a rubric without versions. Raises CodeTaken."""
    try:
        with transaction.atomic():
            return Rubric.objects.create(
                organisation=author.organisation, code=code, name=dict(name)
            )
    except IntegrityError as error:
        raise CodeTaken from error


@transaction.atomic
def save_rubric_draft(
    *,
    author: Membership,
    rubric: UUID,
    version: UUID,
    draft: RubricDraft,
    if_match: str | None = None,
) -> tuple[RubricVersion, bool]:
    """Save the whole document under a client-made id; the second value tells whether it is new.

    Repeating a save is answered with what is stored. Changing a stored draft needs `if_match`.
    Raises NotFound, AlreadyPublished, DraftExists, DraftChanged, IfMatchRequired,
    UnknownReference.
    """
    parent = one_of(rubrics_visible_to(author).select_for_update(no_key=True), rubric)
    stored = rubric_versions_whole().filter(pk=version, rubric=parent).first()
    if stored is None:
        columns = prepare_draft(version, if_match, parent.versions.all())
        _write(RubricVersion.objects.create(rubric=parent, **columns), author, draft)
        return rubric_versions_whole().get(pk=version), True
    if stored.published_at is not None:
        raise AlreadyPublished
    if (current := rubric_document(stored)) == draft:
        return stored, False
    check_if_match(current, if_match)
    stored.criteria.all().delete()
    _write(stored, author, draft)
    return rubric_versions_whole().get(pk=version), False


def try_rubric_draft(
    *,
    author: Membership,
    rubric: UUID,
    version: UUID,
    draft: RubricDraft,
    if_match: str | None = None,
) -> tuple[RubricVersion, bool]:
    """Return what `save_rubric_draft` would return, or refuse as it would, and save nothing."""
    with transaction.atomic():
        made = save_rubric_draft(
            author=author, rubric=rubric, version=version, draft=draft, if_match=if_match
        )
        transaction.set_rollback(True)
    return made


@transaction.atomic
def publish_rubric_version(*, author: Membership, version: UUID) -> RubricVersion:
    """Publish the version, which never changes afterwards. Publishing again returns the first
    publication.

    Raises NotFound, RubricIncomplete.
    """
    seen = one_of(rubric_versions_visible_to(author), version)
    Rubric.objects.select_for_update(no_key=True).get(pk=seen.rubric_id)
    row = rubric_versions_whole().get(pk=version)
    if row.published_at is not None:
        return row
    if gaps := rubric_gaps(rubric_document(row)):
        raise RubricIncomplete(errors=gaps)
    row.published_at = timezone.now()
    RubricVersion.objects.filter(pk=version, published_at__isnull=True).update(
        published_at=row.published_at
    )
    record_audit(
        organisation=author.organisation, actor=author, verb="rubric_published", subject=row
    )
    return row


def _write(version: RubricVersion, author: Membership, draft: RubricDraft) -> None:
    """Write the criteria and levels of a version that has none."""
    techniques = {one.code: one for one in techniques_visible_to(author)}
    wanted = [(f"criteria.{at}.technique", one.technique) for at, one in enumerate(draft.criteria)]
    require_known(techniques, wanted, "unknown_technique")
    criteria = Criterion.objects.bulk_create(
        Criterion(
            version=version,
            technique=techniques[one.technique],
            order=order,
            weight=one.weight,
            name=one.name,
            description=one.description,
        )
        for order, one in enumerate(draft.criteria, start=1)
    )
    Level.objects.bulk_create(
        Level(criterion=criterion, value=one.value, name=one.name, description=one.description)
        for criterion, document in zip(criteria, draft.criteria, strict=True)
        for one in document.levels
    )
