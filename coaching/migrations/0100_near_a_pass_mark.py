"""Organisations say what is near a pass mark; a second review may be one that somebody waits for.
There is none yet."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0120_peers"),
        ("training", "0042_pass_mark"),
    ]

    operations = [
        migrations.AddField(
            model_name="coachingrules",
            name="near_points",
            field=models.PositiveSmallIntegerField(
                db_default=10,
                default=10,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
            ),
        ),
        migrations.AddField(
            model_name="waitingsubmission",
            name="is_awaited",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
