"""An organisation says within how many hours a new programme promises feedback."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_leads")]
    operations = [
        migrations.AddField(
            model_name="organisation",
            name="review_promise_hours",
            field=models.PositiveSmallIntegerField(
                default=48,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(720),
                ],
            ),
        )
    ]
