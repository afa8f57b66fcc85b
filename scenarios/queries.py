"""Holds the reads of scenarios, and decides once per resource who may see which content.

People who make or judge content see their organisation's. An employee sees nothing through these:
exercises reach them through training, which reads downward with the second half of this module.
"""

from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Prefetch, QuerySet

from accounts.models import Membership, Role
from accounts.queries import SHOWN_NAME
from core.errors import NotFound
from core.queries import one_of
from core.texts import LANGUAGES
from media.models import Captions, Video
from media.queries import clips_visible_to
from scenarios.domain.drafts import ScenarioDraft, clip_places
from scenarios.errors import ExerciseRetired
from scenarios.exercise import Exercise, RubricDocument, exercise_in, rubric_in
from scenarios.models import (
    AggressionType,
    AuthoringRules,
    ClipRole,
    PackageImport,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Scene,
    SceneClip,
    Technique,
    VersionWork,
)

LISTING = frozenset({Role.AUTHOR, Role.COACH, Role.MANAGER, Role.ADMIN})
"""Roles that see which content there is."""

READING = frozenset({Role.AUTHOR, Role.COACH, Role.ADMIN})
"""Roles that read versions in full, with the right answers."""

M = TypeVar("M", bound=Model)


def techniques_visible_to(membership: Membership) -> QuerySet[Technique]:
    """Return the organisation's techniques, for members with a role in LISTING."""
    return _of_organisation(Technique.objects.all(), membership, LISTING, "organisation")


def aggression_types_visible_to(membership: Membership) -> QuerySet[AggressionType]:
    """Return the organisation's aggression types, for members with a role in LISTING."""
    return _of_organisation(AggressionType.objects.all(), membership, LISTING, "organisation")


def rubrics_visible_to(membership: Membership) -> QuerySet[Rubric]:
    """Return the organisation's rubrics with their versions, newest first, for members with a role
    in LISTING."""
    versions = Prefetch("versions", RubricVersion.objects.order_by("-number"))
    rows = Rubric.objects.prefetch_related(versions)
    return _of_organisation(rows, membership, LISTING, "organisation")


def rubric_versions_visible_to(membership: Membership) -> QuerySet[RubricVersion]:
    """Return the organisation's whole rubric versions, drafts too, for members with a role in
    READING."""
    return _of_organisation(rubric_versions_whole(), membership, READING, "rubric__organisation")


def scenarios_visible_to(membership: Membership) -> QuerySet[Scenario]:
    """Return the organisation's scenarios, for members with a role in LISTING."""
    return _of_organisation(Scenario.objects.all(), membership, LISTING, "organisation")


def with_rows(scenarios: QuerySet[Scenario]) -> QuerySet[Scenario]:
    """Return the scenarios with what a row of a list shows, in a constant number of queries:
    versions newest first, and what the newest is about."""
    return _with_lines(scenarios, _version_lines("published_at"))


def with_history(scenarios: QuerySet[Scenario]) -> QuerySet[Scenario]:
    """Return the scenarios as `with_rows` does, with who worked on each version."""
    work = VersionWork.objects.select_related("member__person")
    lines = _version_lines("published_at", "created_at")
    return _with_lines(scenarios, lines.prefetch_related(Prefetch("work", work)))


def _version_lines(*members: str) -> QuerySet[ScenarioVersion]:
    return ScenarioVersion.objects.order_by("-number").only("scenario", "number", *members)


def _with_lines(
    scenarios: QuerySet[Scenario], lines: QuerySet[ScenarioVersion]
) -> QuerySet[Scenario]:
    techniques = Technique.objects.filter(scenario_versions=OuterRef("pk"))
    newest = (
        ScenarioVersion.objects.order_by("scenario", "-number")
        .distinct("scenario")
        .select_related("aggression_type")
        .annotate(technique_names=ArraySubquery(techniques.values("name")))
        .defer("content_warning")
    )
    return scenarios.select_related("retired_by__person").prefetch_related(
        Prefetch("versions", lines), Prefetch("versions", newest, to_attr="newest_version")
    )


def scenario_versions_visible_to(membership: Membership) -> QuerySet[ScenarioVersion]:
    """Return the organisation's whole scenario versions, drafts too, for members with a role in
    READING."""
    return _of_organisation(versions_with_exercise(), membership, READING, "scenario__organisation")


def imports_visible_to(membership: Membership) -> QuerySet[PackageImport]:
    """Return the imports of packages that this author began."""
    if Role.AUTHOR not in membership.role_set:
        return PackageImport.objects.none()
    return PackageImport.objects.filter(author=membership)


def clip_library(membership: Membership) -> QuerySet[Video]:
    """Return the organisation's clips for authors, with who made them, the languages of their
    captions and where they are used, in a constant number of queries."""
    uses = SceneClip.objects.select_related("scene__version__scenario").order_by(
        "scene__version__scenario", "-scene__version__number", "scene__order", "language"
    )
    captions = Captions.objects.defer("text").order_by("language")
    return (
        clips_visible_to(membership)
        .select_related("owner__person")
        .prefetch_related(Prefetch("captions", captions), Prefetch("scene_clips", uses))
    )


def readers_for(membership: Membership) -> QuerySet[Membership]:
    """Return the colleagues who may be asked to read a draft, by name: others who may read versions
    in full."""
    rows = Membership.objects.select_related("person").filter(
        organisation=membership.organisation_id,
        is_active=True,
        person__is_active=True,
        roles__overlap=sorted(READING),
    )
    return rows.exclude(pk=membership.pk).annotate(shown=SHOWN_NAME).order_by("shown", "pk")


def needs_reading(organisation: UUID) -> bool:
    """Tell whether the organisation has drafts read by a colleague before they are published."""
    return AuthoringRules.objects.filter(organisation=organisation, needs_reading=True).exists()


def _of_organisation(
    rows: QuerySet[M], membership: Membership, roles: frozenset[Role], path: str
) -> QuerySet[M]:
    if not roles & membership.role_set:
        return rows.none()
    return rows.filter(**{path: membership.organisation_id})


# --- For the apps above, which decide access themselves --------------------------------


def versions_with_exercise() -> QuerySet[ScenarioVersion]:
    """Return versions with all that `exercise.exercise_in` reads, in a constant number of queries.

    Also fit for Prefetch("scenario_version", queryset=versions_with_exercise()).
    """
    return ScenarioVersion.objects.select_related(
        "scenario", "aggression_type", "rubric_version"
    ).prefetch_related("techniques", "scenes__options", "scenes__clips", "rubric_version__criteria")


def rubric_versions_whole() -> QuerySet[RubricVersion]:
    """Return rubric versions with their criteria and levels, in three queries."""
    return RubricVersion.objects.select_related("rubric").prefetch_related(
        "criteria__levels", "criteria__technique"
    )


def newest_published(scenario: Scenario) -> ScenarioVersion | None:
    """Return the version that an attempt starting now is made under; None while there is only a
    draft, ExerciseRetired for a retired scenario."""
    if scenario.retired_at is not None:
        raise ExerciseRetired
    return newest_published_of([scenario.id]).get(scenario.id)


def newest_published_of(scenarios: list[UUID]) -> dict[UUID, ScenarioVersion]:
    """Return the newest published version of each scenario that has one and is not retired, by
    scenario id."""
    rows = (
        versions_with_exercise()
        .filter(
            scenario__in=scenarios, scenario__retired_at__isnull=True, published_at__isnull=False
        )
        .order_by("scenario", "-number")
        .distinct("scenario")
    )
    return {row.scenario_id: row for row in rows}


def exercise_of(version: UUID, language: str) -> Exercise:
    """Return the exercise of a version in a language; NotFound when there is none."""
    return exercise_in(one_of(versions_with_exercise(), version), language)


def rubric_of(version: UUID, language: str) -> RubricDocument:
    """Return the rubric version in a language; NotFound when there is none."""
    return rubric_in(one_of(rubric_versions_whole(), version), language)


def clip_of(scene: Scene, language: str, role: ClipRole = ClipRole.SCENE) -> Video:
    """Return the scene's clip of this role in the language, else the Dutch or English one; NotFound
    when none."""
    clips = {
        clip.language: clip
        for clip in SceneClip.objects.filter(scene=scene, role=role).select_related("video")
    }
    for code in (language, *LANGUAGES):
        if code in clips:
            return clips[code].video
    raise NotFound


def clip_lengths(draft: ScenarioDraft) -> dict[UUID, int]:
    """Return the lengths in ms of the clips that the document names, where they are known."""
    clips = Video.objects.filter(
        pk__in=[one.video for one in clip_places(draft)], duration_ms__isnull=False
    )
    return {pk: length or 0 for pk, length in clips.values_list("pk", "duration_ms")}
