"""Conditions that browsers put on a request for bytes, in plain values (RFC 9110, section 13)."""

import pytest

from media.domain.ranges import is_known, is_meant

TAG = '"abc-1"'


@pytest.mark.parametrize(
    ("header", "known"),
    [
        *((None, False), ("*", True), (" * ", True), (TAG, True), (f"W/{TAG}", True)),
        *((f'"x", {TAG}', True), (f'"x",W/{TAG} , "y"', True), ('"x", "y"', False)),
        *(("abc-1", False), ('"abc-1', False), ("", False), ('"abc"', False)),
    ],
)
def test_it_knows_what_a_client_has(header: str | None, known: bool) -> None:
    assert is_known(header, TAG) == known


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        *((None, True), (TAG, True), (f" {TAG} ", True), (f"W/{TAG}", False)),
        *(('"x"', False), ("Sun, 22 Nov 2026 01:00:00 GMT", False), ("", False)),
    ],
)
def test_a_range_is_for_exactly_one_version(header: str | None, meant: bool) -> None:
    assert is_meant(header, TAG) == meant
