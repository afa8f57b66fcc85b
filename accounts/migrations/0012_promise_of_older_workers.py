"""The database knows the promise of an organisation that names none: workers from before it, which
run beside newer ones during an upgrade, make organisations too."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_review_promise")]
    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="review_promise_hours",
            field=models.PositiveSmallIntegerField(
                db_default=48,
                default=48,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(720),
                ],
            ),
        )
    ]
