"""Workers from before an upgrade run beside newer ones: what they write lacks the newer columns."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.models import NOT_PROVIDED, F

from coaching.models import Lease, Review
from core.ids import new_id
from tests.cast import Api, Cast
from tests.coaching.world import World, make_world, run_out, score, take

NEWEST_UNCHECKED = {
    "accounts": 10,
    "coaching": 8,
    "media": 13,
    "notifications": 11,
    "scenarios": 8,
    "training": 35,
}
"""Columns of these migrations and earlier ones may need a value that older workers don't give."""


def test_the_database_fills_each_new_column_that_needs_a_value() -> None:
    found = []
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if app not in NEWEST_UNCHECKED or int(name[:4]) <= NEWEST_UNCHECKED[app]:
            continue
        for one in migration.operations:
            if isinstance(one, AddField) and not (one.field.null or one.field.many_to_many):
                field = apps.get_model(app, one.model_name)._meta.get_field(one.name)
                if getattr(field, "db_default", NOT_PROVIDED) is NOT_PROVIDED:
                    found.append(f"{app}.{one.model_name}.{one.name} has no db_default")
    assert found == []


def test_a_review_that_an_older_worker_takes_is_saved_by_a_newer_one(cast: Cast, api: Api) -> None:
    world: World = make_world(cast.haven)
    world.submitted(cast.employee)
    run_out(take(api(cast.coach), world))
    review, lease = Review.objects.get(), new_id()
    Lease.objects.update(ended_at=F("expires_at"))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO coaching_lease (id, review_id, coach_id, opened_at, expires_at)"
            " VALUES (%s, %s, %s, now(), now() + interval '20 minutes')",
            [lease, review.pk, cast.coach.pk],
        )
    mine = {"id": str(lease), "review": str(review.pk)}
    assert score(api(cast.coach), world, mine, world.criteria[0]).status_code == 200
