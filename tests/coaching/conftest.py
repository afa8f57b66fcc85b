"""Haven's world: one exercise that Emma and Tom practise.

Models are imported late: pytest reads this file before the settings stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.coaching.world import World


@pytest.fixture
def world(cast: Cast) -> World:
    from tests.coaching.world import make_world

    return make_world(cast.haven)
