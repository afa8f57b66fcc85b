"""docs/problems.md lists what the code refuses, no more and no less."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from deploy.problems import framework_rows, page, rows
from tests.hostile.described import description

PATHS = description()["paths"]


def test_the_committed_table_is_up_to_date() -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "problems.md").read_text()
    assert written == page(), "run make openapi"


def test_a_code_means_one_status_everywhere() -> None:
    statuses = Counter(code for code, _status in {(row.code, row.status) for row in rows()})
    assert [code for code, count in statuses.items() if count > 1] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_route_names_only_problems_that_there_are(path: str) -> None:
    known = {row.code for row in [*rows(), *framework_rows()]}
    for operation in PATHS[path].values():
        problems = operation.get("description", "").partition("Problems: ")[2]
        # What follows "with" is the code of a part.
        assert not set(re.findall(r"(?<!with\s)`([a-z]+_[a-z_]+)`", problems)) - known
