"""docs/nudges.md names for each rule the files whose tests carry its number."""

import re

import pytest

from deploy.stack.layout import PROJECT

PAGE = (PROJECT / "docs" / "nudges.md").read_text()
ROWS = re.findall(r"^\| (\d+) \| (.+) \|$", PAGE, re.MULTILINE)
RULES = re.findall(r"^(\d+)\. ", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("rule", "files"), ROWS)
def test_the_files_that_a_rule_names_have_tests_of_its_number(rule: str, files: str) -> None:
    numbered = re.compile(rf"def test_rules?_(\d+_and_)?{rule}_")
    for name in re.findall(r"`(.+?)`", files):
        assert numbered.search((PROJECT / "tests" / name).read_text()), name


def test_there_are_fifteen_rules_in_order() -> None:
    assert [int(rule) for rule in RULES] == list(range(1, 16))
    assert [int(rule) for rule, _files in ROWS] == list(range(1, 16))
