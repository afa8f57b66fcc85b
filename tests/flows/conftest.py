"""Starts one stack for all flows of a test process: they share its people, not its attempts."""

from collections.abc import Iterator

import pytest

from tests import prepared
from tests.flows import loop
from tests.flows.stack import Stack, own_stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("stack")
    prepared.copy_to(folder / "data")
    with own_stack(folder, MEDIA_CLAIM_SECONDS="8") as started:
        # Before a test opens the exercise that it is about: what is practised needs no nudge.
        loop.first_nudge(started.sign_in("employee"))
        yield started
