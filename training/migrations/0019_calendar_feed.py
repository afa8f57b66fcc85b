"""Members have a calendar feed at a secret address, of which the hash is stored."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_membership_name"),
        ("training", "0018_workshops"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="calendar_feed",
                        serialize=False,
                        to="accounts.membership",
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("with_practice", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"verbose_name": "calendar feed"},
        ),
    ]
