from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("media", "0003_extras"),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='holder',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='upload',
            name='wanted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(condition=models.Q(('wanted_at__isnull', False)), fields=['wanted_at'], name='upload_wanted'),
        ),
    ]
