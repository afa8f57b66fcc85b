"""Attempts get the path that was taken, and answers several options; both still empty."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("scenarios", "0002_published_is_fixed"),
        ("training", "0008_terms_of_sent_takes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PathScene",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("order", models.PositiveSmallIntegerField()),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("takes_made", models.PositiveIntegerField(default=0)),
                ("attempt", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="path", to="training.attempt")),
                ("scene", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.scene")),
            ],
            options={"verbose_name": "scene of a path", "ordering": ["order"]},
        ),
        migrations.CreateModel(
            name="AnswerOption",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("answer", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="chosen", to="training.answer")),
                ("option", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.option")),
            ],
            options={"verbose_name": "chosen option"},
        ),
        migrations.AddField(
            model_name="answer",
            name="options",
            field=models.ManyToManyField(related_name="+", through="training.AnswerOption", to="scenarios.option"),
        ),
        migrations.AddConstraint(
            model_name="pathscene",
            constraint=models.UniqueConstraint(fields=("attempt", "scene"), name="path_scene_once"),
        ),
        migrations.AddConstraint(
            model_name="pathscene",
            constraint=models.UniqueConstraint(fields=("attempt", "order"), name="path_order_once"),
        ),
        migrations.AddConstraint(
            model_name="answeroption",
            constraint=models.UniqueConstraint(fields=("answer", "option"), name="answer_option_once"),
        ),
    ]
