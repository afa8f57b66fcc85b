"""Adds an index of released feedback by instant, for counts of the last days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaching", "0051_retake_requests")]

    operations = [
        migrations.AddIndex(
            model_name="review",
            index=models.Index(condition=models.Q(("purpose", "first"), ("released_at__isnull", False)), fields=["released_at"], name="review_released"),
        ),
    ]
