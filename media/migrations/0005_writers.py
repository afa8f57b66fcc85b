from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("media", "0004_holders"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="upload", name="upload_wanted"),
        migrations.RenameField(model_name="upload", old_name="holder", new_name="writer"),
        migrations.RenameField(model_name="upload", old_name="wanted_at", new_name="eviction_asked_at"),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(
                condition=models.Q(("eviction_asked_at__isnull", False)),
                fields=["eviction_asked_at"],
                name="upload_eviction_asked",
            ),
        ),
    ]
