"""An attempt learns its membership, and a submission gets tables of its own; still empty."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("scenarios", "0002_published_is_fixed"),
        ("training", "0003_read_is_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="membership",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="accounts.membership"),
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("submitted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("scored_at", models.DateTimeField(null=True)),
                ("attempt", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="submission", to="training.attempt")),
            ],
            options={"verbose_name": "submission"},
        ),
        migrations.CreateModel(
            name="SubmissionTake",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("scene", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.scene")),
                ("submission", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="submitted_takes", to="training.submission")),
                ("take", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="submitted", to="training.take")),
            ],
            options={"verbose_name": "submitted take"},
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("level", models.PositiveSmallIntegerField()),
                ("of", models.PositiveSmallIntegerField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="results", to="training.submission")),
                ("technique", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.technique")),
            ],
            options={"verbose_name": "result"},
        ),
        migrations.AddField(
            model_name="submission",
            name="takes",
            field=models.ManyToManyField(related_name="+", through="training.SubmissionTake", to="training.take"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(condition=models.Q(("scored_at__isnull", True)), fields=["submitted_at", "id"], name="submission_waiting"),
        ),
        migrations.AddConstraint(
            model_name="submissiontake",
            constraint=models.UniqueConstraint(fields=("submission", "scene"), name="submission_scene_once"),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(condition=models.Q(("level__gte", 1), ("level__lte", models.F("of"))), name="result_level_within"),
        ),
    ]
