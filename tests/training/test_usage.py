"""GET scenarios/{id}/usage: which programmes use an exercise."""

import pytest

from scenarios.models import Scenario
from tests.cast import Api, Cast
from tests.training.world import School
from training.models import Programme, Step

pytestmark = pytest.mark.slow


def test_authors_see_which_programmes_use_it(cast: Cast, api: Api, school: School) -> None:
    scenario = school.versions[0].scenario
    Step.objects.create(programme=school.programme, order=9, scenario=scenario)
    other = Programme.objects.create(
        organisation=cast.haven, code="best", name={"nl": "Beste", "en": "Best"}
    )
    Step.objects.create(programme=other, order=1, scenario=scenario)
    url = f"{school.base}/scenarios/{scenario.id}/usage"
    for reader in (cast.author, cast.admin):
        shown = api(reader).get(url).json()
        assert [(one["programme"]["name"], one["places"]) for one in shown] == [
            ("Best", [1]),
            ("Calm (en)", [1, 9]),
        ]
    unused = Scenario.objects.create(organisation=cast.haven, code="unused")
    assert api(cast.author).get(f"{school.base}/scenarios/{unused.id}/usage").json() == []
    for reader in (cast.employee, cast.coach, cast.manager):
        assert api(reader).get(url).status_code == 403
    assert api(cast.stranger).get(url).status_code == 404
