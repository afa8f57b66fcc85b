from django.db import migrations, models


class Migration(migrations.Migration):
    """What a tus client said of its file, which HEAD tells again."""

    dependencies = [("media", "0005_writers")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="metadata",
            field=models.CharField(blank=True, max_length=4096),
        ),
    ]
