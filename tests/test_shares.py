"""Each xdist worker has a Valkey database and a data folder of its own."""

import os

import pytest
from django.conf import settings


def test_the_settings_are_those_of_this_worker() -> None:
    assert os.environ["REDIS_URL"] == settings.REDIS_URL
    assert os.environ["KALM_DATA_DIR"] == str(settings.DATA_DIR)


@pytest.mark.xdist_group("together")
def test_tests_that_share_a_stack_are_kept_in_one_worker(request: pytest.FixtureRequest) -> None:
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    assert alone or request.node.nodeid.endswith("@together")
