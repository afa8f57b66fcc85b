"""Adds whether the hours at which members practise are learned."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_membership_name"),
        ("training", "0032_retry_and_put_off"),
    ]
    operations = [
        migrations.CreateModel(
            name="MomentChoice",
            fields=[
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="moment_choice",
                        serialize=False,
                        to="accounts.membership",
                    ),
                ),
                ("is_learned", models.BooleanField()),
            ],
            options={"verbose_name": "moment choice"},
        ),
        migrations.CreateModel(
            name="MomentRules",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="moment_rules",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("may_learn", models.BooleanField(default=True)),
            ],
            options={"verbose_name": "moment rules", "verbose_name_plural": "moment rules"},
        ),
    ]
