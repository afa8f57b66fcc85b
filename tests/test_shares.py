"""Each xdist worker has a Valkey database and a data folder of its own."""

import os

from django.conf import settings


def test_the_settings_are_those_of_this_worker() -> None:
    assert os.environ["REDIS_URL"] == settings.REDIS_URL
    assert os.environ["KALM_DATA_DIR"] == str(settings.DATA_DIR)
