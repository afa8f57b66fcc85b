"""Says what an import would do in an organisation as it is now. Reads clips, so it may be slow."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from scenarios.documents import rubric_document
from scenarios.domain.completeness import Gap, gap
from scenarios.domain.drafts import RubricDraft, ScenarioDraft, clip_places
from scenarios.domain.packages import (
    KindEntry,
    Package,
    RubricEntry,
    RubricVersionEntry,
    TechniqueEntry,
    pointed_elsewhere,
    stand_in,
)
from scenarios.models import AggressionType, Rubric, Scenario, Technique
from scenarios.queries import (
    aggression_types_visible_to,
    rubric_versions_visible_to,
    techniques_visible_to,
)
from scenarios.services.packages.comparing import find_same_version

NEW, EXISTING, HERE = "new", "existing", "already_here"
CODE_LENGTH = 50
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """Says what happens to one part; `as_code` is its code in the organisation. `scenario` and
    `version` are the ids of an exercise that is there already."""

    code: str
    name: Texts
    outcome: str
    as_code: str
    scenario: str | None = None
    version: str | None = None


@dataclass
class Plan:
    """Says what an import would do. `rubric_ids` are the rubric versions that exist, by what stands
    for them in the package; `bytes` are those of clips."""

    scenarios: list[Line] = field(default_factory=list)
    techniques: list[Line] = field(default_factory=list)
    aggression_types: list[Line] = field(default_factory=list)
    rubrics: list[Line] = field(default_factory=list)
    clips: int = 0
    bytes: int = 0
    warnings: list[Gap] = field(default_factory=list)
    rubric_ids: dict[UUID, UUID] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        """Return the plan as JSON, for the author to look at."""
        value = asdict(self)
        del value["rubric_ids"]
        value["warnings"] = [{**one, "detail": str(one["detail"])} for one in self.warnings]
        return value


def codes_of(lines: Collection[Line]) -> dict[str, str]:
    """Return the organisation's codes by those of the package."""
    return {line.code: line.as_code for line in lines}


def plan_import(author: Membership, package: Package) -> Plan:
    """Return what importing the package would do for this author's organisation."""
    plan = Plan()
    techniques, kinds = techniques_visible_to(author), aggression_types_visible_to(author)
    plan.techniques = _lines(package.techniques, techniques, plan)
    plan.aggression_types = _lines(package.aggression_types, kinds, plan)
    for rubric in package.rubrics:
        plan.rubric_ids |= _known_versions(author, rubric, codes_of(plan.techniques))
    _plan_scenarios(plan, author, package)
    drafts = select_new_drafts(plan, package)
    _plan_rubrics(plan, author, package, drafts)
    _leave_out_unused(plan, package, drafts)
    clips = clips_of(package, drafts)
    sizes = {one.path: one.size for one in package.files}
    plan.clips, plan.bytes = len(clips), sum(sizes[one.file] for one in clips)
    return plan


def select_new_drafts(plan: Plan, package: Package) -> dict[str, ScenarioDraft]:
    """Return the documents that would be made, by the package's code."""
    fresh = {line.code for line in plan.scenarios if line.outcome == NEW}
    return {one.code: one.draft for one in package.scenarios if one.code in fresh}


def clips_of(package: Package, drafts: Mapping[str, ScenarioDraft]) -> list[Any]:
    """Return the package's clips that these documents name."""
    wanted = {place.video for draft in drafts.values() for place in clip_places(draft)}
    return [one for one in package.clips if stand_in(one.name) in wanted]


def find_missing_versions(
    plan: Plan, rubric: RubricEntry, drafts: Mapping[str, ScenarioDraft]
) -> list[RubricVersionEntry]:
    """Return the versions of the rubric that these documents need and that have to be made."""
    used = {draft.rubric_version for draft in drafts.values()}
    wanted = [one for one in rubric.versions if stand_in(one.name) in used]
    return [one for one in wanted if stand_in(one.name) not in plan.rubric_ids]


def rename_techniques(draft: RubricDraft, techniques: Mapping[str, str]) -> RubricDraft:
    """Return the rubric with the organisation's codes of techniques."""
    return RubricDraft(
        tuple(
            replace(one, technique=techniques.get(one.technique, one.technique))
            for one in draft.criteria
        )
    )


def _lines(
    entries: Sequence[TechniqueEntry | KindEntry],
    rows: Iterable[Technique | AggressionType],
    plan: Plan,
) -> list[Line]:
    """Return for each entry the organisation's with its code, else one with its name that no other
    entry became, or a new one."""
    there = {row.code: row for row in rows}
    free = [row for code, row in there.items() if code not in {entry.code for entry in entries}]
    lines = []
    for entry in entries:
        found = there.get(entry.code) or next((one for one in free if one.name == entry.name), None)
        if found in free:
            free.remove(found)
        lines.append(_line(entry, found, plan))
    return lines


def _line(
    entry: TechniqueEntry | KindEntry, found: Technique | AggressionType | None, plan: Plan
) -> Line:
    if found is None:
        return Line(entry.code, entry.name, NEW, entry.code)
    if (found.name, found.description) != (entry.name, entry.description):
        detail = _("Your organisation describes this in other words. Yours stay as they are.")
        plan.warnings.append(gap("described_otherwise", detail, found.code))
    return Line(entry.code, found.name, EXISTING, found.code)


def _known_versions(
    author: Membership, rubric: RubricEntry, techniques: Mapping[str, str]
) -> dict[UUID, UUID]:
    """Return the organisation's rubric versions with the same content, of rubrics with this code or
    name; published ones before drafts."""
    alike = Q(rubric__code=rubric.code) | Q(rubric__name=rubric.name)
    rows = sorted(
        rubric_versions_visible_to(author).filter(alike),
        key=lambda row: (row.published_at is None, row.number),
    )
    stored = [(rubric_document(row), row.pk) for row in rows]
    known = {}
    for version in rubric.versions:
        wanted = rename_techniques(version.draft, techniques)
        same = next((pk for document, pk in stored if document == wanted), None)
        if same is not None:
            known[stand_in(version.name)] = same
    return known


def _plan_scenarios(plan: Plan, author: Membership, package: Package) -> None:
    taken = set(
        Scenario.objects.filter(organisation=author.organisation_id).values_list("code", flat=True)
    )
    for entry in package.scenarios:
        draft = pointed_elsewhere(
            entry.draft,
            ids=plan.rubric_ids,
            techniques=codes_of(plan.techniques),
            kinds=codes_of(plan.aggression_types),
        )
        title = entry.draft.title
        if (row := find_same_version(author, draft, package)) is not None:
            ids = (str(row.scenario_id), str(row.pk))
            plan.scenarios.append(Line(entry.code, title, HERE, row.scenario.code, *ids))
            continue
        code = _free(entry.code, taken)
        taken.add(code)
        plan.scenarios.append(Line(entry.code, title, NEW, code))
        if code != entry.code:
            detail = _("You have another exercise with this code. This becomes a second one.")
            plan.warnings.append(gap("code_in_use", detail, entry.code))


def _plan_rubrics(
    plan: Plan, author: Membership, package: Package, drafts: Mapping[str, ScenarioDraft]
) -> None:
    taken = set(
        Rubric.objects.filter(organisation=author.organisation_id).values_list("code", flat=True)
    )
    used = {draft.rubric_version for draft in drafts.values()}
    for rubric in package.rubrics:
        if not any(stand_in(one.name) in used for one in rubric.versions):
            continue
        if not find_missing_versions(plan, rubric, drafts):
            known = [plan.rubric_ids.get(stand_in(one.name)) for one in rubric.versions]
            here = Rubric.objects.filter(versions__in=[pk for pk in known if pk]).first()
            code = here.code if here else rubric.code
            plan.rubrics.append(Line(rubric.code, rubric.name, EXISTING, code))
            continue
        code = _free(rubric.code, taken)
        taken.add(code)
        plan.rubrics.append(Line(rubric.code, rubric.name, NEW, code))
        if code != rubric.code:
            detail = _("You have another rubric with this code. This becomes a second one.")
            plan.warnings.append(gap("rubric_code_in_use", detail, rubric.code))


def _free(code: str, taken: Collection[str]) -> str:
    """Return the code, or with a number behind it while it is in use."""
    found, number = code, 2
    while found in taken:
        end = f"-{number}"
        found, number = code[: CODE_LENGTH - len(end)] + end, number + 1
    return found


def _leave_out_unused(plan: Plan, package: Package, drafts: Mapping[str, ScenarioDraft]) -> None:
    """Name only those parts that the new exercises need, and warn of no others."""
    kinds = {draft.aggression_type for draft in drafts.values()}
    codes = {code for draft in drafts.values() for code in draft.techniques}
    codes |= {
        criterion.technique
        for rubric in package.rubrics
        for version in find_missing_versions(plan, rubric, drafts)
        for criterion in version.draft.criteria
    }
    plan.techniques = [line for line in plan.techniques if line.code in codes]
    plan.aggression_types = [line for line in plan.aggression_types if line.code in kinds]
    used = {line.as_code for line in (*plan.techniques, *plan.aggression_types)}
    plan.warnings = [
        one for one in plan.warnings if one["code"] != "described_otherwise" or one["attr"] in used
    ]
