"""Adds when a recording became private again for its owner."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media", "0008_fill_retention")]
    operations = [
        migrations.AddField(
            model_name="video", name="private_since", field=models.DateTimeField(null=True)
        )
    ]
