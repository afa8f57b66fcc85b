"""Provides Haven's school, with Emma enrolled.

Models are imported late: pytest reads this file before the settings stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.dispatched import run_dispatched

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.training.world import School
    from training.models import Enrolment

NOWHERE = "Mars/Olympus_Mons"
__all__ = ["run_dispatched"]


@pytest.fixture
def school(cast: Cast) -> School:
    from tests.training.world import make_school

    made = make_school(cast.haven, cast.author, cast.admin)
    made.programme.made_by = cast.manager
    made.programme.save(update_fields=["made_by"])
    return made


@pytest.fixture
def enrolment(cast: Cast, school: School) -> Enrolment:
    """Return Emma's enrolment."""
    return school.enrol(cast.employee)


@pytest.fixture
def unknown_zone(cast: Cast, school: School) -> Enrolment:
    """Return an enrolment of a member whose time zone this host does not know, as a restored dump,
    another host or a new release of the tz database would leave it."""
    from accounts.models import Membership, Role
    from tests.cast import person_in

    row = school.enrol(person_in(cast.haven, "Lost", Role.EMPLOYEE))
    Membership.objects.filter(pk=row.membership_id).update(time_zone=NOWHERE)
    row.membership.refresh_from_db()
    return row
