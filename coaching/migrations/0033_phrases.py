"""Coaches keep phrases that they use again."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("coaching", "0032_check_stretches")]

    operations = [
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("strength", "strength"), ("say_instead", "say this instead"), ("question", "question"), ("note", "note")], max_length=12)),
                ("text", models.TextField()),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="accounts.organisation")),
                ("owner", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="phrases", to="accounts.membership")),
                ("saved_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
            ],
            options={
                "verbose_name": "phrase",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="phrase_says_something"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["strength", "say_instead", "question", "note"])), name="phrase_kind_known"),
                ],
            },
        ),
    ]
