"""Imports a package that its author has said yes to, whole or not at all."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accounts.services import record_audit
from core.ids import new_id
from media import sandbox, storage
from media.errors import ProcessingFailed
from media.services import PreparedClip, convert_clip, keep_converted_clip, refuse_above
from scenarios.domain.drafts import ScenarioDraft
from scenarios.domain.packages import ClipEntry, pointed_elsewhere, stand_in
from scenarios.models import ImportState, Style
from scenarios.services.library import add_aggression_type, add_technique
from scenarios.services.packages import states
from scenarios.services.packages.checking import make_media_refusal, plan_for_author, read_captions
from scenarios.services.packages.planning import (
    NEW,
    Plan,
    clips_of,
    codes_of,
    find_missing_versions,
    rename_techniques,
    select_new_drafts,
)
from scenarios.services.packages.working import Work, refuse_gone, work_on
from scenarios.services.rubrics import create_rubric, publish_rubric_version, save_rubric_draft
from scenarios.services.scenarios import create_scenario, save_scenario_draft


def import_package(*, import_id: UUID) -> None:
    """Import the package if its author confirmed it. Slow; twice is once.

    Where it would do something else than its author saw, it becomes ready again instead. Clips are
    made outside of the transaction that writes all rows; of an import that fails they go again.
    """
    claim = states.claim_import(import_id)
    if claim is not None:
        work_on(claim, _import)


def _import(work: Work) -> None:
    plan = plan_for_author(work)
    if _meant(plan.describe()) != _meant(work.row.plan or {}):
        states.become_ready(work.claim, plan.describe(), is_changed=True)
        return
    clips = clips_of(work.package, select_new_drafts(plan, work.package))
    ids = {one.name: uuid5(work.row.pk, f"{work.claim.tries}:{one.name}") for one in clips}
    try:
        prepared = {one.name: _prepare(work, one, ids[one.name]) for one in clips}
        captions = {one.name: _captions(work, one) for one in clips}
        with transaction.atomic():
            _write(work, plan, prepared, captions)
    except BaseException:
        for id in ids.values():
            storage.remove_folder(storage.folder_of(work.row.organisation_id, id))
        raise
    storage.remove(work.row.key)


def _meant(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a plan says, in no language."""
    warnings = [(one["code"], one["attr"]) for one in plan.get("warnings", [])]
    return {**plan, "warnings": warnings}


def _prepare(work: Work, clip: ClipEntry, id: UUID) -> PreparedClip:
    file = next(one for one in work.package.files if one.path == clip.file)
    try:
        return convert_clip(
            organisation=work.row.organisation_id, id=id, path=work.unpack(file), go_on=work.is_on
        )
    except ProcessingFailed as failure:
        raise make_media_refusal(clip.file, failure) from failure


def _captions(work: Work, clip: ClipEntry) -> dict[str, str]:
    files = {one.path: one for one in work.package.files}
    return {
        language: read_captions(path, work.unpack(files[path]).read_bytes())
        for language, path in clip.captions.items()
    }


def _write(
    work: Work,
    plan: Plan,
    prepared: Mapping[str, PreparedClip],
    captions: Mapping[str, Mapping[str, str]],
) -> None:
    """Write every row, and that the import is done. Raises sandbox.Stopped where the claim was
    lost, so that nothing of it stays, and RoleRequired where the author left meanwhile."""
    refuse_gone(work.author)
    refuse_above(work.author, sum(one.size for one in prepared.values()))
    _write_lists(work, plan)
    ids = plan.rubric_ids | _write_rubrics(work, plan)
    posters = {one.name: one.poster_at_ms for one in work.package.clips}
    for name, clip in prepared.items():
        video = keep_converted_clip(
            owner=work.author, clip=clip, captions=captions[name], poster_at_ms=posters[name]
        )
        ids[stand_in(name)] = video.pk
    made = [
        _write_scenario(work, line.as_code, _pointed(work, plan, line.code, ids))
        for line in plan.scenarios
        if line.outcome == NEW
    ]
    if not work.claim.row.update(
        state=ImportState.DONE, made=made, document={}, claimed_at=None, progress=100
    ):
        raise sandbox.Stopped


def _write_lists(work: Work, plan: Plan) -> None:
    fresh = {line.code for line in plan.techniques if line.outcome == NEW}
    for one in work.package.techniques:
        if one.code in fresh:
            texts = {"name": dict(one.name), "description": dict(one.description)}
            add_technique(member=work.author, code=one.code, **texts)
    fresh = {line.code for line in plan.aggression_types if line.outcome == NEW}
    for kind in work.package.aggression_types:
        if kind.code in fresh:
            texts = {"name": dict(kind.name), "description": dict(kind.description)}
            add_aggression_type(
                member=work.author, code=kind.code, style=Style(kind.style), **texts
            )


def _write_rubrics(work: Work, plan: Plan) -> dict[UUID, UUID]:
    """Make the rubric versions that are needed and not there, and return their ids."""
    ids = {}
    fresh = {line.code: line.as_code for line in plan.rubrics if line.outcome == NEW}
    drafts = select_new_drafts(plan, work.package)
    techniques = codes_of(plan.techniques)
    for rubric in work.package.rubrics:
        if rubric.code not in fresh:
            continue
        row = create_rubric(author=work.author, code=fresh[rubric.code], name=rubric.name)
        for version in find_missing_versions(plan, rubric, drafts):
            id = ids[stand_in(version.name)] = new_id()
            draft = rename_techniques(version.draft, techniques)
            save_rubric_draft(author=work.author, rubric=row.pk, version=id, draft=draft)
            if version.is_published:
                publish_rubric_version(author=work.author, version=id)
    return ids


def _pointed(work: Work, plan: Plan, code: str, ids: Mapping[UUID, UUID]) -> ScenarioDraft:
    draft = next(one.draft for one in work.package.scenarios if one.code == code)
    techniques, kinds = codes_of(plan.techniques), codes_of(plan.aggression_types)
    return pointed_elsewhere(draft, ids=ids, techniques=techniques, kinds=kinds)


def _write_scenario(work: Work, code: str, draft: ScenarioDraft) -> dict[str, object]:
    scenario = create_scenario(author=work.author, code=code)
    version, _ = save_scenario_draft(
        author=work.author, scenario=scenario.pk, version=new_id(), draft=draft
    )
    record_audit(
        organisation=work.author.organisation,
        actor=work.author,
        verb="scenario_imported",
        subject=version,
        detail={"import": str(work.row.pk)},
    )
    return {
        "scenario": str(scenario.pk),
        "version": str(version.pk),
        "code": code,
        "title": dict(draft.title),
    }
