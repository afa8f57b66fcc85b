"""Haven's school, with Emma enrolled.

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

__all__ = ["run_dispatched"]


@pytest.fixture
def school(cast: Cast) -> School:
    from tests.training.world import make_school

    return make_school(cast.haven, cast.author, cast.manager)


@pytest.fixture
def enrolment(cast: Cast, school: School) -> Enrolment:
    """Emma's."""
    return school.enrol(cast.employee)
