"""Coaches record comments, which are kept for a term as takes are."""

from django.db import migrations, models
from django.db.models import Q

KEPT = models.Q(("state", "deleted"), _negated=True)
WITH_TERM = Q(models.Q(("purpose", "scene"), _negated=True), KEPT)


class Migration(migrations.Migration):
    dependencies = [("media", "0013_captions_without_language")]

    operations = [
        migrations.AlterField(
            model_name="video",
            name="purpose",
            field=models.CharField(choices=[("take", "a reply to camera"), ("scene", "a customer's clip"), ("comment", "a coach's comment")], max_length=10),
        ),
        migrations.RemoveIndex(model_name="video", name="video_term_promised"),
        migrations.RemoveIndex(model_name="video", name="video_term_from"),
        migrations.AddIndex(
            model_name="video",
            index=models.Index(condition=WITH_TERM, fields=["organisation", "delete_after"], name="video_term_promised"),
        ),
        migrations.AddIndex(
            model_name="video",
            index=models.Index(condition=WITH_TERM, fields=["organisation", "kept_from"], name="video_term_from"),
        ),
        migrations.AddIndex(
            model_name="video",
            index=models.Index(condition=Q(("purpose", "comment"), KEPT), fields=["created_at"], name="video_comments"),
        ),
    ]
