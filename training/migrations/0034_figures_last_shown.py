"""Adds when figures of teams were last seen. Those of before count as seen today."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0033_moments")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="last_shown",
            field=models.DateField(db_default=django.db.models.functions.datetime.Now()),
        )
        for name in ("teamfigures", "skillfigures")
    ]
