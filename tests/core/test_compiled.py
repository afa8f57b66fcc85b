"""Queries that are compiled once and asked with other values find what the plain ones find."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import NotSupportedError, connection, transaction
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext

from accounts.models import Language, Membership, Person
from core.compiled import ASKED_BEFORE, KEPT, CompiledQuery, _known
from core.ids import new_id
from tests.cast import Cast


@pytest.fixture(params=[True, False], ids=["prepared", "as it is"], autouse=True)
def prepared(request: pytest.FixtureRequest, settings: Any, cast: Cast) -> Iterator[bool]:
    """Whether statements are kept; none is from before, nor is one left behind."""
    settings.DATABASE_PREPARE = request.param
    _forget()
    yield bool(request.param)
    _forget()


def _forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    _known.clear()


def _speaking(organisation: UUID, languages: tuple[str, ...], most: int) -> QuerySet[Any, Any]:
    rows = Membership.objects.filter(organisation=organisation).order_by("pk")
    if languages:
        rows = rows.filter(person__language__in=languages)
    return rows.values_list("pk", "person__language")[:most]


def _plain(*values: Any) -> list[Any]:
    return list(_speaking(*values))


def test_other_values_find_their_own_rows(cast: Cast) -> None:
    query, org = CompiledQuery(_speaking), cast.employee.organisation_id
    first, second = Language.DUTCH, Language.ENGLISH
    Person.objects.filter(pk=cast.coach.person_id).update(language=second)
    for values in [
        (org, (first,), 9),
        (org, (second,), 9),
        (org, (second, first), 9),
        (org, (first, second), 9),
        (org, (first, second), 1),
        (org, (), 9),
        (cast.stranger.organisation_id, (), 9),
        (new_id(), (), 9),
    ]:
        for _time in range(ASKED_BEFORE + 2):
            assert query.rows(*values) == _plain(*values), values
    assert query.rows(org, (first,), 9) != query.rows(org, (second,), 9)


def test_a_shape_is_built_once_and_planned_once(cast: Cast, prepared: bool) -> None:
    built: list[tuple[Any, ...]] = []

    def build(*values: Any) -> QuerySet[Any, Any]:
        built.append(values)
        return _speaking(*values)

    query, org = CompiledQuery(build), cast.employee.organisation_id
    with CaptureQueriesContext(connection) as captured:
        for language in ("nl", "en", "é", "nl"):
            query.rows(org, (language,), 7)
    assert len(built) == 1
    said = [one["sql"].split()[0] for one in captured]
    kept = ["PREPARE", "EXECUTE", "EXECUTE"]
    assert said == ["SELECT", "SELECT", *(kept if prepared else ["SELECT", "SELECT"])]


def test_none_and_choices_are_asked_as_what_they_are(cast: Cast) -> None:
    def speaking(language: str, last_login: None) -> QuerySet[Any, Any]:
        rows = Person.objects.filter(last_login=last_login).order_by("pk")
        return rows.filter(language=language).values_list("pk")

    query = CompiledQuery(speaking)
    for language in Language:
        assert query.rows(language, None) == list(speaking(language, None))
    assert query.rows(Language.DUTCH, None) == query.rows("nl", None)


def test_what_is_the_same_each_time_may_hold_any_character(cast: Cast) -> None:
    odd = "100% %s 'quoted' \\ $1"
    Person.objects.filter(pk=cast.coach.person_id).update(name=odd)

    def called(id: UUID) -> QuerySet[Any, Any]:
        rows = Person.objects.filter(pk=id, name__contains="% %s 'quoted' \\")
        return rows.values_list("pk", Value("50 %"))

    query = CompiledQuery(called)
    for _time in range(ASKED_BEFORE + 2):
        assert query.rows(cast.coach.person_id) == [(cast.coach.person_id, "50 %")]
        assert query.rows(cast.employee.person_id) == []


def test_a_query_without_rows_asks_nothing(cast: Cast) -> None:
    def nobody(id: UUID) -> QuerySet[Any, Any]:
        return Membership.objects.filter(pk=id, person__in=[]).values_list("pk")

    with CaptureQueriesContext(connection) as captured:
        assert CompiledQuery(nobody).rows(cast.coach.pk) == []
    assert len(captured) == 0


@pytest.mark.parametrize(
    "build",
    [
        lambda name: Person.objects.filter(name__contains=name),
        lambda name: Person.objects.filter(name=name),  # which the column normalises
        lambda name: Person.objects.filter(email=name.lower()),
        lambda name: Person.objects.filter(email=name.strip()),
        lambda name: Person.objects.filter(email="noor" if name else ""),
    ],
)
def test_a_value_that_the_query_changes_or_leaves_out_is_refused(
    cast: Cast, build: Callable[[str], QuerySet[Any]]
) -> None:
    with pytest.raises(ValueError, match="changes or leaves out 1"):
        CompiledQuery(lambda name: build(name).values_list("pk")).rows("Noor")


def test_true_is_not_one(cast: Cast) -> None:
    def active(value: bool | int) -> QuerySet[Any, Any]:
        return Person.objects.filter(is_active=value is True).values_list("pk")

    query = CompiledQuery(active)
    assert query.rows(1) == []
    assert query.rows(True) != []


def _alter(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE accounts_person ALTER COLUMN email TYPE {kind}")


def _addresses(id: UUID) -> QuerySet[Any, Any]:
    return Person.objects.filter(pk=id).values_list("email")


@pytest.fixture
def addresses(cast: Cast) -> Callable[[], bool]:
    """Asks for the coach's address, and tells whether it is right; often enough to be kept."""
    query, id = CompiledQuery(_addresses), cast.coach.person_id

    def are_right() -> bool:
        return query.rows(id) == [(cast.coach.person.email,)]

    for _time in range(ASKED_BEFORE + 1):
        assert are_right()
    return are_right


def test_after_a_migration_of_what_it_returns_it_is_asked_as_it_is(
    addresses: Callable[[], bool], prepared: bool
) -> None:
    _alter("varchar(300)")
    if prepared:
        with pytest.raises(NotSupportedError), transaction.atomic():
            addresses()
    for _time in range(ASKED_BEFORE + 2):
        assert addresses()


def test_outside_a_transaction_nobody_notices_that_migration(
    transactional_db: None, addresses: Callable[[], bool]
) -> None:
    _alter("varchar(300)")
    try:
        assert addresses()
    finally:
        _alter("varchar(254)")


def test_a_connection_keeps_a_few_of_them(cast: Cast, prepared: bool) -> None:
    query, org = CompiledQuery(_speaking), cast.employee.organisation_id
    for most in range(1, KEPT + 9):
        for _time in range(ASKED_BEFORE + 2):
            assert query.rows(org, (), most) == _plain(org, (), most)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'kalm_%'")
        [(kept,)] = cursor.fetchall()
    assert kept <= KEPT
    if prepared:
        assert kept == KEPT


def test_it_is_asked_again_after_a_rollback_and_on_a_new_connection(
    transactional_db: None, cast: Cast
) -> None:
    query, values = CompiledQuery(_speaking), (cast.coach.organisation_id, (), 8)
    expected = _plain(*values)
    with transaction.atomic():
        for _time in range(ASKED_BEFORE + 1):
            assert query.rows(*values) == expected
        transaction.set_rollback(True)
    assert query.rows(*values) == expected
    connection.close()
    assert query.rows(*values) == expected
