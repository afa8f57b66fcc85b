"""Writes what lists of scenarios show and filter by, inside the verbs that change it.

The caller holds the lock on the scenario's row.
"""

from typing import Any

from django.utils import timezone

from accounts.models import Membership
from scenarios.domain.completeness import languages_of
from scenarios.domain.drafts import ScenarioDraft, Texts
from scenarios.domain.searching import folded
from scenarios.models import Scenario, ScenarioState, ScenarioVersion, VersionWork


def write_card(scenario: Scenario, newest: ScenarioDraft) -> None:
    """Repeat the newest version's card on its scenario."""
    _write(
        scenario,
        intensity=newest.intensity,
        sector=newest.sector,
        channel=newest.channel,
        technique_codes=list(newest.techniques),
        languages=list(languages_of(newest)),
        search_text=folded([*_texts(newest.title), *_texts(newest.summary), scenario.code]),
    )


def write_state(scenario: Scenario, **columns: Any) -> None:
    """Write the state that follows from whether the scenario is retired and has a published
    version, together with `columns`."""
    for name, value in columns.items():
        setattr(scenario, name, value)
    if scenario.retired_at is not None:
        state = ScenarioState.RETIRED
    elif scenario.versions.filter(published_at__isnull=False).exists():
        state = ScenarioState.PUBLISHED
    else:
        state = ScenarioState.DRAFT
    _write(scenario, state=state, **columns)


def record_work(version: ScenarioVersion, member: Membership, kind: VersionWork.Kind) -> None:
    """Note that the member saved or published the version now."""
    VersionWork.objects.update_or_create(
        version=version, kind=kind, member=member, defaults={"at": timezone.now()}
    )


def _texts(texts: Texts) -> list[str]:
    return [text for _language, text in sorted(texts.items())]


def _write(scenario: Scenario, **columns: Any) -> None:
    Scenario.objects.filter(pk=scenario.pk).update(**columns)
