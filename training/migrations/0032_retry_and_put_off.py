"""Adds when the sweep tries an enrolment again that was set aside, and which nudges were put off."""

from django.db import migrations, models, transaction
from django.db.models import Q
from django.db.models.functions import Now

BATCH = 10_000


def retry_soon(apps, schema_editor):
    """Let the sweep try again what is set aside, as the hourly task did."""
    enrolments = apps.get_model("training", "Enrolment").objects
    left = enrolments.exclude(set_aside__in=["", "backed_off", "live_session", "no_steps"])
    after = None
    while True:
        rows = left.order_by("id") if after is None else left.filter(id__gt=after).order_by("id")
        ids = list(rows.values_list("id", flat=True)[:BATCH])
        if not ids:
            return
        with transaction.atomic(using=schema_editor.connection.alias):
            enrolments.filter(id__in=ids).update(retry_at=Now())
        after = ids[-1]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("training", "0031_made_by")]
    operations = [
        migrations.AddField(
            model_name="nudge",
            name="put_off",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="retry_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(retry_soon, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="enrolment", name="enrolment_set_aside"),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(
                condition=Q(retry_at__isnull=False), fields=["retry_at"], name="enrolment_retry"
            ),
        ),
    ]
