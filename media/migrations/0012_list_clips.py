"""Adds an index for the list of an organisation's clips, newest first."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("media", "0011_trim")]
    operations = [
        migrations.AddIndex(
            model_name="video",
            index=models.Index(
                condition=Q(("purpose", "scene"), models.Q(("state", "deleted"), _negated=True)),
                fields=["organisation", "-id"],
                name="video_clips",
            ),
        )
    ]
