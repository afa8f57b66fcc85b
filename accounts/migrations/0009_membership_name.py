"""An organisation calls somebody who used Kalm elsewhere before by the name that it typed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_audit_without_organisation")]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="name",
            field=models.CharField(blank=True, max_length=200),
        )
    ]
