"""Adds an index for coaches who speak one language: of a million that wait, a few may be in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0100_near_a_pass_mark"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="waitingsubmission",
            index=models.Index(
                fields=["organisation", "language", "promised_at", "submission"],
                name="waiting_of_language",
            ),
        ),
    ]
