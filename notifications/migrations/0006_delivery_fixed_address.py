from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_remove_message_link")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="fixed_address",
            field=models.CharField(blank=True, default="", max_length=320),
        )
    ]
