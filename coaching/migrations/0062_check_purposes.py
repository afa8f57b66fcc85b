"""PostgreSQL looks whether every row keeps the constraint of 0061."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("coaching", "0061_adjudications")]

    operations = [ValidateConstraint(model_name="review", name="review_purpose_known")]
