from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0008_devices'),
    ]

    operations = [
        migrations.AddField(
            model_name='refusedaddress',
            name='is_reported',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
