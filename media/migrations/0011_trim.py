"""Adds clips that are made of a stretch of another clip."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("media", "0010_poster_choice")]
    operations = [
        migrations.CreateModel(
            name="Trim",
            fields=[
                (
                    "video",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="trim",
                        serialize=False,
                        to="media.video",
                    ),
                ),
                ("start_ms", models.PositiveIntegerField()),
                ("end_ms", models.PositiveIntegerField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trims",
                        to="media.video",
                    ),
                ),
            ],
            options={
                "verbose_name": "trim",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(end_ms__gte=F("start_ms") + 1000), name="trim_long_enough"
                    )
                ],
            },
        ),
    ]
