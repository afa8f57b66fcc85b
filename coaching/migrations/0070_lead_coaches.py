"""Adds lead coaches; nobody is one yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaching", "0055_leases_are_counted")]
    operations = [
        migrations.AddField(
            model_name="coachscope",
            name="is_lead",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
