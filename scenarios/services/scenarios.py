"""Holds the verbs on scenarios and their versions."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.services import record_audit
from core.queries import one_of
from media.models import Purpose, Video, VideoState
from media.queries import captioned
from scenarios.documents import scenario_document
from scenarios.domain.completeness import Gap, gap, scenario_gaps
from scenarios.domain.drafts import ScenarioDraft
from scenarios.errors import AlreadyPublished, CodeTaken, ScenarioIncomplete
from scenarios.models import Scenario, ScenarioVersion
from scenarios.queries import (
    scenario_versions_visible_to,
    scenarios_visible_to,
    versions_with_exercise,
)
from scenarios.services.saving import check_if_match, new_draft
from scenarios.services.writing import columns_of, write_parts


def create_scenario(*, author: Membership, code: str) -> Scenario:
    """Create a scenario without versions. Raises CodeTaken."""
    try:
        with transaction.atomic():
            return Scenario.objects.create(organisation=author.organisation, code=code)
    except IntegrityError as error:
        raise CodeTaken from error


@transaction.atomic
def save_scenario_draft(
    *,
    author: Membership,
    scenario: UUID,
    version: UUID,
    draft: ScenarioDraft,
    if_match: str | None = None,
) -> tuple[ScenarioVersion, bool]:
    """Save the whole document under a client-made id; the second value tells whether it is new.

    Repeating a save is answered with what is stored. Changing a stored draft needs `if_match`.
    Raises NotFound, AlreadyPublished, DraftExists, DraftChanged, IfMatchRequired,
    UnknownReference.
    """
    parent = one_of(scenarios_visible_to(author).select_for_update(no_key=True), scenario)
    stored = versions_with_exercise().filter(pk=version, scenario=parent).first()
    if stored is None:
        columns = new_draft(version, if_match, parent.versions.all()) | columns_of(author, draft)
        write_parts(ScenarioVersion.objects.create(scenario=parent, **columns), author, draft)
        return versions_with_exercise().get(pk=version), True
    if stored.published_at is not None:
        raise AlreadyPublished
    if (current := scenario_document(stored)) == draft:
        return stored, False
    check_if_match(current, if_match)
    stored.scenes.all().delete()
    ScenarioVersion.objects.filter(pk=version).update(**columns_of(author, draft))
    write_parts(stored, author, draft)
    return versions_with_exercise().get(pk=version), False


@transaction.atomic
def publish_scenario_version(*, author: Membership, version: UUID) -> ScenarioVersion:
    """Publish the version, which never changes afterwards; attempts that start from now on use it.

    Publishing again answers with the first publication. Raises NotFound, ScenarioIncomplete.
    """
    seen = one_of(scenario_versions_visible_to(author), version)
    Scenario.objects.select_for_update(no_key=True).get(pk=seen.scenario_id)
    row = versions_with_exercise().select_related("rubric_version").get(pk=version)
    if row.published_at is not None:
        return row
    document = scenario_document(row)
    if gaps := [*scenario_gaps(document), *_not_ready(row, document)]:
        raise ScenarioIncomplete(errors=gaps)
    row.published_at = timezone.now()
    ScenarioVersion.objects.filter(pk=version, published_at__isnull=True).update(
        published_at=row.published_at
    )
    record_audit(
        organisation=author.organisation, actor=author, verb="scenario_published", subject=row
    )
    return row


def _not_ready(row: ScenarioVersion, document: ScenarioDraft) -> list[Gap]:
    """Return the gaps in what the document points at."""
    gaps = []
    if row.rubric_version is not None and row.rubric_version.published_at is None:
        detail = _("Publish the rubric first.")
        gaps.append(gap("rubric_version_not_published", detail, "rubric_version"))
    return gaps + _clips_not_ready(document)


def _clips_not_ready(document: ScenarioDraft) -> list[Gap]:
    """Return a gap for each clip that doesn't play, or has no captions in its language for those
    who can't hear it."""
    wanted = [
        (f"scenes.{at}.clips.{language}", language, video)
        for at, scene in enumerate(document.scenes)
        for language, video in scene.clips.items()
    ]
    # Locked: a clip that is ready now stays so until this version points at it for good.
    clips = Video.objects.filter(pk__in={video for _, _, video in wanted}, purpose=Purpose.SCENE)
    locked = clips.filter(state=VideoState.READY).select_for_update(no_key=True)
    ready = set(locked.values_list("pk", flat=True))
    written = captioned(ready)
    no_clip, no_captions = _("This clip isn't ready yet."), _("Write captions for this clip.")
    return [
        gap("captions_missing", no_captions, attr)
        if video in ready
        else gap("clip_not_ready", no_clip, attr)
        for attr, language, video in wanted
        if (video, language) not in written
    ]
