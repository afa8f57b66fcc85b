"""Managers lead the teams that they were in, and makers are known from the audit log.

The rows are written, and taken back to the schema of before; then every migration runs.
"""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership
from core.etags import ANY, Precondition
from core.ids import new_id
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.scenarios.content import both
from tests.training.live import planned
from training import services
from training.models import Programme, Workshop

BEFORE = [("training", "0030_fill_reached"), ("accounts", "0009_membership_name")]


@dataclass
class Rows:
    cast: Cast
    programme: UUID
    workshop: UUID


def write() -> Rows:
    cast, made = make_cast(), new_id()
    cast.manager.leads.clear()
    services.save_programme(
        actor=cast.manager,
        programme=made,
        settings=services.ProgrammeSettings(name=both("Own"), description={}),
        seen=Precondition(if_none_match=ANY),
    )
    Programme.objects.create(organisation=cast.haven, code="old", name=both("Old"))
    return Rows(cast, made, planned(cast.haven).id)


def test_each_has_what_was_theirs(before: Before[Rows]) -> None:
    rows = before.rows
    migrate()
    leaders = Membership.objects.filter(leads__isnull=False)
    assert [one.pk for one in leaders] == [rows.cast.manager.pk]
    assert [team.name for team in leaders[0].leads.all()] == ["Desk"]
    assert Programme.objects.get(pk=rows.programme).made_by_id == rows.cast.manager.pk
    assert Programme.objects.get(code="old").made_by is None
    assert Workshop.objects.get(pk=rows.workshop).planned_by is None
