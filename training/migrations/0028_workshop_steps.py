"""A workshop step says which kind of live session it asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0027_step_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="workshop_kind",
            field=models.CharField(
                blank=True,
                choices=[("workshop", "workshop"), ("physical", "physical training")],
                default="",
                max_length=10,
            ),
        ),
    ]
