"""A rhythm is a range of days and of hours, with pause weeks and a least gap between nudges.

Programmes that exist keep their behaviour: from and until are what the one value was, and no gap is
kept.
"""

import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
from django.db import migrations, models

FILL = """
UPDATE training_programme SET days_at_most = days_between, nudge_until = nudge_from, gap_hours = 0;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0016_programme_versions"),
    ]

    operations = [
        migrations.RemoveConstraint("programme", "programme_nudge_by_day"),
        migrations.RenameField("programme", "nudge_time", "nudge_from"),
        migrations.AddField(
            "programme",
            "nudge_until",
            models.TimeField(default=datetime.time(9, 30)),
        ),
        migrations.AddField(
            "programme",
            "days_at_most",
            models.PositiveSmallIntegerField(default=3),
        ),
        migrations.AddField(
            "programme",
            "pause_weeks",
            django.contrib.postgres.fields.ArrayField(
                base_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            "programme",
            "gap_hours",
            models.PositiveSmallIntegerField(
                default=12, validators=[django.core.validators.MaxValueValidator(168)]
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=models.Q(nudge_from__gte=datetime.time(7))
                & models.Q(nudge_until__lte=datetime.time(20)),
                name="programme_nudge_by_day",
            ),
        ),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=models.Q(days_at_most__gte=models.F("days_between"))
                & models.Q(nudge_until__gte=models.F("nudge_from")),
                name="programme_ranges_in_order",
            ),
        ),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=models.Q(gap_hours__lte=168), name="programme_gap_hours"
            ),
        ),
    ]
