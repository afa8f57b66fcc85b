"""PostgreSQL looks whether every row keeps the constraint of 0090."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("coaching", "0090_recorded_comments")]

    operations = [ValidateConstraint(model_name="comment", name="comment_says_something")]
