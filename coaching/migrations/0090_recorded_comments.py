"""A comment may be recorded, with or without a text.

The column is null, so no row is rewritten. The constraint is added without looking at the rows,
which keep the stricter one that it replaces; the look comes after, in 0091, and stops no writer.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaching", "0062_check_purposes"), ("media", "0014_recorded_comments")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="recording",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="comment", to="media.video"),
        ),
        migrations.AlterField(
            model_name="comment", name="text", field=models.TextField(blank=True)
        ),
        migrations.RemoveConstraint(model_name="comment", name="comment_says_something"),
        AddConstraintNotValid(
            model_name="comment",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("text", ""), _negated=True), ("recording__isnull", False), _connector="OR"), name="comment_says_something"),
        ),
    ]
