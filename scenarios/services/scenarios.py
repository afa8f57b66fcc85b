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
from scenarios.domain.drafts import ScenarioDraft, clip_places
from scenarios.domain.duration import estimated_minutes
from scenarios.domain.searching import folded
from scenarios.errors import AlreadyPublished, CodeTaken, ScenarioIncomplete
from scenarios.models import Scenario, ScenarioVersion, VersionWork
from scenarios.queries import (
    clip_lengths,
    needs_reading,
    scenario_versions_visible_to,
    scenarios_visible_to,
    versions_with_exercise,
)
from scenarios.services.cards import record_work, write_card, write_state
from scenarios.services.saving import check_if_match, prepare_draft
from scenarios.services.writing import columns_of, write_parts
from scenarios.signals import availability_changed


def create_scenario(*, author: Membership, code: str) -> Scenario:
    """Create a scenario without versions. Raises CodeTaken."""
    try:
        with transaction.atomic():
            return Scenario.objects.create(
                organisation=author.organisation, code=code, search_text=folded([code])
            )
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
    is_new = stored is None
    if stored is None:
        columns = prepare_draft(version, if_match, parent.versions.all()) | columns_of(
            author, draft
        )
        stored = ScenarioVersion.objects.create(scenario=parent, **columns)
    else:
        if stored.published_at is not None:
            raise AlreadyPublished
        if (current := scenario_document(stored)) == draft:
            return stored, False
        check_if_match(current, if_match)
        stored.scenes.all().delete()
        ScenarioVersion.objects.filter(pk=version).update(**columns_of(author, draft))
    write_parts(stored, author, draft)
    write_card(parent, draft)
    record_work(stored, author, VersionWork.Kind.SAVED)
    return versions_with_exercise().get(pk=version), is_new


@transaction.atomic
def publish_scenario_version(*, author: Membership, version: UUID) -> ScenarioVersion:
    """Publish the version, which never changes afterwards; attempts that start from now on use it.

    Publishing again answers with the first publication. Raises NotFound, ScenarioIncomplete.
    """
    seen = one_of(scenario_versions_visible_to(author), version)
    parent = Scenario.objects.select_for_update(no_key=True).get(pk=seen.scenario_id)
    row = versions_with_exercise().select_related("rubric_version").get(pk=version)
    if row.published_at is not None:
        return row
    document = scenario_document(row)
    gaps = [*scenario_gaps(document), *_not_ready(row, document), *_not_read(row, author)]
    if gaps:
        raise ScenarioIncomplete(errors=gaps)
    row.published_at = timezone.now()
    # Anew: when the draft was saved, its clips may not have had a length yet.
    row.estimated_minutes = estimated_minutes(document, clip_lengths(document))
    ScenarioVersion.objects.filter(pk=version, published_at__isnull=True).update(
        published_at=row.published_at, estimated_minutes=row.estimated_minutes
    )
    write_state(parent)
    if not parent.versions.filter(published_at__isnull=False).exclude(pk=version).exists():
        availability_changed.send(sender=Scenario, scenario=parent)
    record_work(row, author, VersionWork.Kind.PUBLISHED)
    record_audit(
        organisation=author.organisation, actor=author, verb="scenario_published", subject=row
    )
    return row


def _not_read(row: ScenarioVersion, author: Membership) -> list[Gap]:
    """Return what is left of the reading by a colleague, where the organisation asks for it."""
    if not needs_reading(author.organisation_id):
        return []
    gaps = []
    if not row.readings.filter(read_at__isnull=False).exclude(reader=author).exists():
        gaps.append(gap("reading_missing", _("Have a colleague read it first."), "readings"))
    if row.remarks.filter(resolved_at__isnull=True).exists():
        gaps.append(gap("remark_open", _("Deal with each remark first."), "remarks"))
    return gaps


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
    wanted = clip_places(document)
    # Locked: a clip that is ready now stays so until this version points at it for good.
    clips = Video.objects.filter(pk__in={one.video for one in wanted}, purpose=Purpose.SCENE)
    locked = clips.filter(state=VideoState.READY).select_for_update(no_key=True)
    ready = set(locked.values_list("pk", flat=True))
    written = captioned(ready)
    no_clip, no_captions = _("This clip isn't ready yet."), _("Write captions for this clip.")
    return [
        gap("captions_missing", no_captions, one.attr)
        if one.video in ready
        else gap("clip_not_ready", no_clip, one.attr)
        for one in wanted
        if (one.video, one.language) not in written
    ]
