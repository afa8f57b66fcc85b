"""PostgreSQL looks whether every row keeps the constraints of 0031."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("coaching", "0031_stretches_and_criteria")]

    operations = [
        ValidateConstraint(model_name="comment", name="comment_kind_known"),
        ValidateConstraint(model_name="comment", name="comment_ends_after_start"),
    ]
