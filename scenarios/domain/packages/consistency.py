"""Checks that a package's parts name each other rightly. Pure: no ORM, no clock."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from scenarios.domain.completeness import Gap, gap, rubric_gaps
from scenarios.domain.drafts import clip_places
from scenarios.domain.packages.shapes import Package, RubricEntry, ScenarioEntry, stand_in

TWICE = _("This is in the file twice.")
MISSING = _("The file doesn't hold what is named here.")
NOT_LAST = _("Only the last version of a rubric may be a draft.")


def inconsistencies(package: Package) -> list[Gap]:
    """Return what is wrong, each with its place."""
    return [*_twice(package), *_rubrics(package), *_clips(package), *_scenarios(package)]


def _twice(package: Package) -> Iterator[Gap]:
    versions = [one.name for rubric in package.rubrics for one in rubric.versions]
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("techniques", (one.code for one in package.techniques)),
        ("aggression_types", (one.code for one in package.aggression_types)),
        ("rubrics", (one.code for one in package.rubrics)),
        ("rubrics", versions),
        ("clips", (one.name for one in package.clips)),
        ("scenarios", (one.code for one in package.scenarios)),
        ("files", (one.path for one in package.files)),
    )
    for attr, names in lists:
        for _name, count in Counter(names).items():
            if count > 1:
                yield gap("named_twice", TWICE, attr)


def _missing(attr: str) -> Gap:
    return gap("not_in_package", MISSING, attr)


def _rubrics(package: Package) -> Iterator[Gap]:
    for at, rubric in enumerate(package.rubrics):
        yield from _versions(f"rubrics.{at}", rubric, {one.code for one in package.techniques})


def _versions(place: str, rubric: RubricEntry, techniques: set[str]) -> Iterator[Gap]:
    for at, version in enumerate(rubric.versions):
        here = f"{place}.versions.{at}"
        if not version.is_published and at < len(rubric.versions) - 1:
            yield gap("draft_not_last", NOT_LAST, here)
        for number, criterion in enumerate(version.draft.criteria):
            if criterion.technique not in techniques:
                yield _missing(f"{here}.criteria.{number}.technique")
        if version.is_published:
            for one in rubric_gaps(version.draft):
                yield {**one, "attr": f"{here}.{one['attr']}"}


def _clips(package: Package) -> Iterator[Gap]:
    paths = {one.path for one in package.files}
    for at, clip in enumerate(package.clips):
        if clip.file not in paths:
            yield _missing(f"clips.{at}.file")
        for language, path in clip.captions.items():
            if path not in paths:
                yield _missing(f"clips.{at}.captions.{language}")


def _scenarios(package: Package) -> Iterator[Gap]:
    for at, scenario in enumerate(package.scenarios):
        for attr in _unknown(scenario, package):
            yield _missing(f"scenarios.{at}.{attr}")


def _unknown(scenario: ScenarioEntry, package: Package) -> Iterator[str]:
    draft = scenario.draft
    clips = {stand_in(one.name) for one in package.clips}
    rubrics = package.names().keys() - clips
    if draft.rubric_version and draft.rubric_version not in rubrics:
        yield "rubric_version"
    kinds = {one.code for one in package.aggression_types}
    if draft.aggression_type and draft.aggression_type not in kinds:
        yield "aggression_type"
    if not {one.code for one in package.techniques}.issuperset(draft.techniques):
        yield "techniques"
    yield from (one.attr for one in clip_places(draft) if one.video not in clips)
