from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_compared_team_names")]

    operations = [
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(
                fields=("organisation", "compared_name"), name="team_compared_name_once"
            ),
        )
    ]
