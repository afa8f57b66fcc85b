"""core.batches sets aside only those rows of a batch that fail."""

from collections.abc import Sequence

import pytest
from django.db import OperationalError, connection

from core.batches import each, together

ROWS = list(range(16))


def divide(rows: Sequence[int], zeros: set[int], done: list[int]) -> None:
    for row in rows:
        if row in zeros:
            raise ZeroDivisionError(row)
    done.extend(rows)


@pytest.mark.django_db
@pytest.mark.parametrize("bad", [set(), {0}, {15}, {3, 4}, {0, 7, 8, 15}, set(ROWS)])
def test_a_set_is_worked_on_but_for_the_rows_that_fail(bad: set[int]) -> None:
    done: list[int] = []
    left: list[int] = []
    together(
        ROWS,
        lambda rows: divide(rows, bad, done),
        event="row_set_aside",
        id_of=str,
        set_aside=left.append,
    )
    assert set(left) == bad
    assert sorted(done) == sorted(set(ROWS) - bad)


@pytest.mark.django_db
def test_what_a_failing_set_wrote_is_undone_before_it_is_halved() -> None:
    from accounts.models import Organisation

    def add(rows: Sequence[int]) -> None:
        for row in rows:
            Organisation.objects.create(slug=f"row-{row}", name=str(row))
        if 2 in rows:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")

    left: list[int] = []
    together(
        [1, 2, 3],
        add,
        event="row_set_aside",
        id_of=str,
        set_aside=left.append,
    )
    assert left == [2]
    assert set(Organisation.objects.values_list("name", flat=True)) == {"1", "3"}


@pytest.mark.django_db
def test_no_rows_are_no_work() -> None:
    refused: list[int] = []
    together([], fail, event="x", id_of=str, set_aside=refused.append)
    assert refused == []


@pytest.mark.django_db
@pytest.mark.parametrize("outage", [OperationalError("away"), MemoryError()])
def test_an_outage_sets_no_row_aside(outage: Exception) -> None:
    left: list[int] = []

    def go_away(_rows: object) -> None:
        raise outage

    with pytest.raises(type(outage)):
        together(ROWS, go_away, event="x", id_of=str, set_aside=left.append)
    with pytest.raises(type(outage)):
        each(ROWS, go_away, event="x", set_aside=left.append)
    assert left == []


def test_each_row_is_worked_on_although_others_fail() -> None:
    left: list[int] = []
    answers = each(
        [1, 0, 4, 0, 5],
        lambda row: 20 // row,
        event="row_failed",
        set_aside=left.append,
    )
    assert (answers, left) == ([20, 5, 4], [0, 0])


def test_what_the_caller_knows_as_an_outage_ends_the_loop() -> None:
    with pytest.raises(ConnectionResetError):
        each([1], reset, event="x", is_outage=lambda error: isinstance(error, OSError))


def test_a_failing_row_is_logged_by_its_id(caplog: pytest.LogCaptureFixture) -> None:
    each([0], lambda row: 1 // row, event="row_failed", id_of=lambda row: f"id-{row}")
    assert "row_failed" in caplog.text
    assert "id-0" in caplog.text


def reset(_row: int) -> None:
    raise ConnectionResetError


def fail(_rows: object) -> None:
    raise ArithmeticError
