"""Adds the further takes that coaches ask for; there are none yet."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0010_leads"),
        ("training", "0035_left_aside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retake",
            fields=[
                ("attempt", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="retake", serialize=False, to="training.attempt")),
                ("remark", models.TextField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
                ("done_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="retakes_done", to="training.attempt")),
                ("enrolment", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="training.enrolment")),
                ("step", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="training.step")),
            ],
            options={
                "verbose_name": "retake",
                "indexes": [models.Index(condition=models.Q(("done_at__isnull", True)), fields=["enrolment"], name="retake_open")],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("done_at__isnull", True), ("done_by__isnull", True)), models.Q(("done_at__isnull", False), ("done_by__isnull", False)), _connector="OR"), name="retake_done_by_an_attempt")],
            },
        ),
    ]
