"""Publishes the starter library's exercises, through the verbs that authors use.

What was published once is not published again. A library that changed since becomes a new version
where the newest version is still the library's own; what an author saved, published or retired
stays as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Membership
from demo import shapes
from demo.documents import rubric_draft, scenario_draft, version_id
from scenarios import queries, services
from scenarios.documents import rubric_document, scenario_document
from scenarios.domain.drafts import ScenarioDraft
from scenarios.errors import DraftExists
from scenarios.models import AggressionType, Rubric, Scenario, ScenarioVersion, Style, Technique

T = TypeVar("T", shapes.Technique, shapes.AggressionType)


@dataclass(frozen=True)
class RubricInUse:
    """Names the rubric version that an exercise is scored by. `is_ours` is false where the
    organisation changed the rubric, so that its version is taken instead."""

    version: UUID
    is_ours: bool


def define_lists(author: Membership, library: shapes.Library) -> None:
    """Add the techniques and aggression types that are missing, at the end of the lists; one that
    the organisation renamed, hid or moved stays so."""
    techniques = queries.techniques_visible_to(author)
    for order, one in _missing(techniques, library.techniques):
        services.define_technique(
            author=author, code=one.code, name=one.name, description=one.description, order=order
        )
    kinds = queries.aggression_types_visible_to(author)
    for order, kind in _missing(kinds, library.aggression_types):
        services.define_aggression_type(
            author=author,
            code=kind.code,
            name=kind.name,
            description=kind.description,
            style=Style(kind.style),
            order=order,
        )


def _missing(
    rows: QuerySet[Technique] | QuerySet[AggressionType], wanted: Iterable[T]
) -> Iterator[tuple[int, T]]:
    there = dict(rows.values_list("code", "order"))
    first = max(there.values(), default=-1) + 1
    return enumerate((one for one in wanted if one.code not in there), start=first)


def to_publish(author: Membership, library: shapes.Library) -> tuple[shapes.Exercise, ...]:
    """Return the exercises that the organisation lacks, or has in a version of an earlier library
    that nobody went on with."""
    versions = _versions_by_code(author, library)
    known = set(versions) | _codes(author, library)
    return tuple(
        one
        for one in library.exercises
        if one.code not in known or _is_behind(author, one, versions.get(one.code, []))
    )


def _codes(author: Membership, library: shapes.Library) -> set[str]:
    mine = Scenario.objects.filter(organisation=author.organisation_id)
    wanted = [one.code for one in library.exercises]
    return set(mine.filter(code__in=wanted).values_list("code", flat=True))


def _versions_by_code(
    author: Membership, library: shapes.Library
) -> dict[str, list[ScenarioVersion]]:
    """Return the versions of each exercise's scenario, the newest first."""
    rows = queries.versions_with_exercise().filter(
        scenario__organisation=author.organisation_id,
        scenario__code__in=[one.code for one in library.exercises],
    )
    found: dict[str, list[ScenarioVersion]] = {}
    for row in rows.select_related("scenario").order_by("-number"):
        found.setdefault(row.scenario.code, []).append(row)
    return found


def _is_behind(
    author: Membership, exercise: shapes.Exercise, versions: list[ScenarioVersion]
) -> bool:
    """Return whether the newest version is the library's own, and the library says otherwise
    now."""
    if not versions or versions[0].scenario.retired_at or not versions[0].published_at:
        return False
    documents = [scenario_document(row) for row in versions]
    if versions[0].id != version_id(author.organisation_id, exercise.code, documents[0]):
        return False
    return not any(
        draft == scenario_draft(author.organisation_id, exercise, draft.rubric_version)
        and _scores_the_same(exercise.rubric, row)
        for draft, row in zip(documents, versions, strict=True)
    )


def _scores_the_same(rubric: shapes.Rubric, version: ScenarioVersion) -> bool:
    """Return whether the version is scored by the rubric as the library has it, or by one that the
    organisation changed since."""
    if version.rubric_version_id is None:
        return False
    used = queries.rubric_versions_whole().get(pk=version.rubric_version_id)
    document = rubric_document(used)
    is_ours = used.id == version_id(version.scenario.organisation_id, rubric.code, document)
    return document == rubric_draft(rubric) or not is_ours


def publish_exercises(author: Membership, exercises: Iterable[shapes.Exercise]) -> list[str]:
    """Publish a new version of each exercise, and return a line about each. Give it what
    `to_publish` returned. Where the organisation asks for a colleague's reading, they stay
    drafts."""
    rubrics: dict[str, RubricInUse] = {}
    needs_reading = queries.needs_reading(author.organisation_id)
    told = []
    for one in exercises:
        try:
            told.append(_publish(author, one, rubrics, needs_reading=needs_reading))
        except DraftExists:  # of its rubric
            told.append(f"{one.code}: left out; an author's draft of its rubric is open")
    return told


@transaction.atomic
def _publish(
    author: Membership,
    exercise: shapes.Exercise,
    rubrics: dict[str, RubricInUse],
    *,
    needs_reading: bool,
) -> str:
    code = exercise.rubric.code
    if code not in rubrics:
        rubrics[code] = _rubric(author, exercise.rubric)
    draft = scenario_draft(author.organisation_id, exercise, rubrics[code].version)
    number = _save(author, exercise.code, draft)
    if needs_reading:
        return f"{exercise.code}: a draft, which a colleague reads before it is published"
    version = version_id(author.organisation_id, exercise.code, draft)
    services.publish_scenario_version(author=author, version=version)
    told = "" if rubrics[code].is_ours else f", scored by your own version of the rubric {code}"
    return f"{exercise.code}: version {number}{told}"


def _save(author: Membership, code: str, draft: ScenarioDraft) -> int:
    scenario = Scenario.objects.filter(organisation=author.organisation_id, code=code).first()
    if scenario is None:
        scenario = services.create_scenario(author=author, code=code)
    version = version_id(author.organisation_id, code, draft)
    saved, _ = services.save_scenario_draft(
        author=author, scenario=scenario.id, version=version, draft=draft
    )
    return saved.number


def _rubric(author: Membership, wanted: shapes.Rubric) -> RubricInUse:
    """Return the version of the rubric to score by; publish one where the organisation has none, or
    has one of an earlier library that nobody went on with."""
    draft, organisation = rubric_draft(wanted), author.organisation_id
    rows = queries.rubric_versions_whole().filter(
        rubric__organisation=organisation, rubric__code=wanted.code
    )
    versions = list(rows.order_by("-number"))
    published = [row for row in versions if row.published_at]
    if published:
        documents = {row.id: rubric_document(row) for row in versions}
        newest = documents[published[0].id]
        is_ours = published[0].id == version_id(organisation, wanted.code, newest)
        if newest != draft and not (is_ours and versions[0] == published[0]):
            return RubricInUse(published[0].id, is_ours=False)
        for row in published:
            if documents[row.id] == draft:
                return RubricInUse(row.id, is_ours=True)
    rubric = Rubric.objects.filter(organisation=organisation, code=wanted.code).first()
    if rubric is None:
        rubric = services.create_rubric(author=author, code=wanted.code, name=wanted.title)
    version = version_id(organisation, wanted.code, draft)
    services.save_rubric_draft(author=author, rubric=rubric.id, version=version, draft=draft)
    services.publish_rubric_version(author=author, version=version)
    return RubricInUse(version, is_ours=True)
