from django.db import migrations, models

CHANNELS = [('in_app', 'in the app'), ('mail', 'mail'), ('push', 'notification'), ('chat', 'text')]


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0009_refusedaddress_is_reported'),
    ]

    # No statement: choices stand in Python alone.
    operations = [
        migrations.AlterField(
            model_name='delivery',
            name='channel',
            field=models.CharField(choices=CHANNELS, max_length=10),
        ),
        migrations.AlterField(
            model_name='outage',
            name='channel',
            field=models.CharField(choices=CHANNELS, max_length=10, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='preference',
            name='channel',
            field=models.CharField(choices=CHANNELS, max_length=10),
        ),
        migrations.AlterField(
            model_name='refusedaddress',
            name='channel',
            field=models.CharField(choices=CHANNELS, max_length=10),
        ),
    ]
