"""Migrating gives the criteria of before, published ones too, the weight of one."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from scenarios.documents import rubric_document
from scenarios.models import Criterion, RubricVersion
from scenarios.queries import rubric_versions_whole
from tests.cast import Cast, make_cast
from tests.scenarios.content import library, published_rubric

# The test undoes and redoes migrations.
pytestmark = pytest.mark.slow

BEFORE = [("scenarios", "0005_readings")]


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    people = make_cast()
    library(people.haven)
    try:
        yield people
    finally:
        call_command("migrate", verbosity=0)


def test_a_published_criterion_of_before_counts_once_and_stays_fixed(cast: Cast) -> None:
    version = published_rubric(cast.author)
    before = rubric_document(rubric_versions_whole().get(pk=version.pk))
    MigrationExecutor(connection).migrate(BEFORE)
    call_command("migrate", verbosity=0)
    assert rubric_document(rubric_versions_whole().get(pk=version.pk)) == before
    assert Criterion.objects.get(version=version).weight == 1
    assert RubricVersion.objects.get(pk=version.pk).published_at is not None
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        Criterion.objects.filter(version=version).update(weight=2)


def test_no_criterion_counts_less_than_once_or_more_than_nine_times(cast: Cast) -> None:
    published = published_rubric(cast.author)
    draft = RubricVersion.objects.create(rubric=published.rubric, number=2)
    one = Criterion.objects.get(version=published)
    for weight in (0, 10):
        with pytest.raises(IntegrityError, match="criterion_weight_1_to_9"), transaction.atomic():
            Criterion.objects.create(
                version=draft,
                technique=one.technique,
                order=1,
                weight=weight,
                name=one.name,
                description=one.description,
            )
