"""Migrating gives the criteria of before, published ones too, the weight of one."""

import pytest
from django.db import IntegrityError, transaction

from scenarios.documents import rubric_document
from scenarios.domain.drafts import RubricDraft
from scenarios.models import Criterion, RubricVersion
from scenarios.queries import rubric_versions_whole
from tests.cast import Cast, make_cast
from tests.migrations.before import Before, migrate
from tests.scenarios.content import library, published_rubric

BEFORE = [("scenarios", "0005_readings")]


def write() -> tuple[RubricVersion, RubricDraft]:
    people = make_cast()
    library(people.haven)
    version = published_rubric(people.author)
    return version, rubric_document(rubric_versions_whole().get(pk=version.pk))


def test_a_published_criterion_of_before_counts_once_and_stays_fixed(
    before: Before[tuple[RubricVersion, RubricDraft]],
) -> None:
    version, document = before.rows
    migrate()
    assert rubric_document(rubric_versions_whole().get(pk=version.pk)) == document
    assert Criterion.objects.get(version=version).weight == 1
    assert RubricVersion.objects.get(pk=version.pk).published_at is not None
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        Criterion.objects.filter(version=version).update(weight=2)


def test_no_criterion_counts_less_than_once_or_more_than_nine_times(cast: Cast) -> None:
    library(cast.haven)
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
