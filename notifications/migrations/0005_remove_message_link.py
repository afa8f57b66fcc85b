from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0004_message_about"),
    ]

    operations = [
        migrations.RemoveField(model_name="message", name="link"),
    ]
