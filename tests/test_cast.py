"""The cast is complete, and the API refuses strangers before it looks at any route."""

import pytest

from tests.cast import Api, Cast, code_of


@pytest.mark.django_db
def test_it_knows_nobody_without_sign_in(api: Api) -> None:
    answer = api(None).get("/api/v1/haven/membership")
    assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")


def test_a_stranger_learns_nothing_of_another_organisation(cast: Cast, api: Api) -> None:
    answer = api(cast.stranger).get("/api/v1/haven/membership")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
