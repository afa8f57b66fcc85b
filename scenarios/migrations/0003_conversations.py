"""Scenes get keys, targets and what an exercise of several respond scenes needs; a version gets its
card. Published rows get the values of before through column defaults and column types, which fire
no trigger, so that published content stays fixed meanwhile."""

from django.db import migrations, models
from django.db.models import Q

# A scene of before is named by its place.
NAME_SCENES = """
ALTER TABLE scenarios_scene ALTER COLUMN key TYPE varchar(40) USING 's' || "order"
"""
# Going back: a version without minutes gets the estimate.
GIVE_MINUTES = """
ALTER TABLE scenarios_scenarioversion
    ALTER COLUMN minutes TYPE smallint USING COALESCE(minutes, estimated_minutes)
"""


def scene_field(name, field):
    return migrations.AddField("scene", name, field)


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0002_published_is_fixed")]

    operations = [
        # The card.
        migrations.AddField("scenarioversion", "intensity", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "scenarioversion",
            "sector",
            models.CharField(
                max_length=20,
                null=True,
                choices=[
                    ("retail", "retail"),
                    ("hospitality", "hospitality"),
                    ("transport", "public transport"),
                    ("municipality", "municipality"),
                    ("contact_centre", "contact centre"),
                    ("care", "care"),
                    ("other", "other"),
                ],
            ),
        ),
        migrations.AddField(
            "scenarioversion",
            "channel",
            models.CharField(
                max_length=20,
                null=True,
                choices=[
                    ("face_to_face", "face to face"),
                    ("phone", "telephone"),
                    ("chat", "chat"),
                ],
            ),
        ),
        migrations.AddField(
            "scenarioversion", "estimated_minutes", models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AlterField("scenarioversion", "minutes", models.PositiveSmallIntegerField(null=True)),
        migrations.RunSQL(migrations.RunSQL.noop, GIVE_MINUTES),
        migrations.AddConstraint(
            "scenarioversion",
            models.CheckConstraint(
                condition=Q(intensity__isnull=True) | Q(intensity__range=(1, 5)),
                name="scenario_intensity_1_to_5",
            ),
        ),
        # Scenes.
        migrations.AlterField(
            "scene",
            "kind",
            models.CharField(
                max_length=10,
                choices=[
                    ("watch", "watch"),
                    ("info", "read"),
                    ("choose", "choose"),
                    ("respond", "respond"),
                ],
            ),
        ),
        migrations.AddField(
            "scene", "key", models.CharField(default="", max_length=40), preserve_default=False
        ),
        migrations.RunSQL(NAME_SCENES, migrations.RunSQL.noop),
        scene_field("next_key", models.CharField(max_length=40, null=True)),
        scene_field("body", models.JSONField(default=dict)),
        scene_field(
            "purpose",
            models.CharField(
                max_length=20,
                default="other",
                choices=[
                    ("aggression_type", "kind of aggression"),
                    ("style", "style"),
                    ("knowledge", "knowledge"),
                    ("other", "other"),
                ],
            ),
        ),
        scene_field("several", models.BooleanField(default=False)),
        scene_field("preparation_ms", models.PositiveIntegerField(default=0)),
        scene_field("max_takes", models.PositiveSmallIntegerField(null=True)),
        scene_field(
            "medium",
            models.CharField(
                max_length=10,
                default="video",
                choices=[
                    ("video", "picture and sound"),
                    ("sound", "sound only"),
                    ("either", "either"),
                ],
            ),
        ),
        scene_field("autocue", models.JSONField(default=dict)),
        scene_field("autocue_editable", models.BooleanField(default=False)),
        scene_field(
            "example_shown",
            models.CharField(
                max_length=20,
                default="never",
                choices=[
                    ("never", "never"),
                    ("before", "before the recording"),
                    ("after_take", "after the first take"),
                    ("after_submitting", "after submitting"),
                ],
            ),
        ),
        scene_field("self_check", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "scene", models.UniqueConstraint(fields=("version", "key"), name="scene_key_once")
        ),
        migrations.AddConstraint(
            "scene",
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(key="end"), name="scene_key_is_a_name"
            ),
        ),
        migrations.AddConstraint(
            "scene",
            models.CheckConstraint(
                condition=Q(max_takes__isnull=True) | Q(kind="respond", max_takes__range=(1, 20)),
                name="scene_max_takes_on_respond",
            ),
        ),
        migrations.AddConstraint(
            "scene",
            models.CheckConstraint(
                condition=Q(preparation_ms=0) | Q(kind="respond", preparation_ms__lte=120_000),
                name="scene_preparation_on_respond",
            ),
        ),
        # Clips.
        migrations.AddField(
            "sceneclip",
            "role",
            models.CharField(
                max_length=10,
                default="scene",
                choices=[("scene", "the scene itself"), ("example", "an example answer")],
            ),
        ),
        migrations.RemoveConstraint("sceneclip", "scene_clip_once"),
        migrations.AddConstraint(
            "sceneclip",
            models.UniqueConstraint(
                fields=("scene", "role", "language"), name="scene_clip_of_role_once"
            ),
        ),
        # Options: a question may have several right ones.
        migrations.RemoveConstraint("option", "option_one_right"),
        migrations.AddField("option", "next_key", models.CharField(max_length=40, null=True)),
    ]
