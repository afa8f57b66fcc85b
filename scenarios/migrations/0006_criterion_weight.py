"""A criterion gets a weight. Published ones get 1 through the column's default, which fires no
trigger, so that published content stays fixed meanwhile; from then on the triggers of 0002 refuse a
change of it too, since they cover whole rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0005_readings")]

    operations = [
        migrations.AddField("criterion", "weight", models.PositiveSmallIntegerField(default=1)),
        migrations.AddConstraint(
            "criterion",
            models.CheckConstraint(
                condition=models.Q(weight__range=(1, 9)), name="criterion_weight_1_to_9"
            ),
        ),
    ]
