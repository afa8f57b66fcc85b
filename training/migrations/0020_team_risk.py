"""Admins say what the work of a team meets, and by when its people had a physical training."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_membership_name"),
        ("training", "0019_calendar_feed"),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamRisk",
            fields=[
                (
                    "team",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="risk",
                        serialize=False,
                        to="accounts.team",
                    ),
                ),
                (
                    "profile",
                    models.CharField(
                        choices=[
                            ("low", "low"),
                            ("verbal", "verbal aggression"),
                            ("physical", "physical aggression"),
                        ],
                        max_length=10,
                    ),
                ),
                ("physical_by", models.DateField(null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "risk of a team",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(profile__in=["low", "verbal", "physical"]),
                        name="team_risk_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(physical_by__isnull=True) | Q(profile="physical"),
                        name="team_risk_asks_training_of_physical",
                    ),
                ],
            },
        ),
    ]
