"""docs/problems.md says what the code refuses, no more and no less."""

from collections import Counter
from pathlib import Path

from django.conf import settings

from deploy.problems import page, rows


def test_the_committed_table_is_up_to_date() -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "problems.md").read_text()
    assert written == page(), "run make openapi"


def test_a_code_means_one_status_everywhere() -> None:
    statuses = Counter(code for code, _status in {(row.code, row.status) for row in rows()})
    assert [code for code, count in statuses.items() if count > 1] == []
