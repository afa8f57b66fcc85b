"""Adds what a coach says of the clip before they see what the employee said; triggers keep it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import core.ids

TRIGGERS = """
CREATE FUNCTION coaching_keep_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tag % is kept as it was given', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'tag_is_fixed';
END $$;

CREATE TRIGGER tag_is_fixed BEFORE UPDATE ON coaching_tag
    FOR EACH ROW EXECUTE FUNCTION coaching_keep_tag();

CREATE TRIGGER tag_released_is_fixed BEFORE INSERT OR DELETE ON coaching_tag
    FOR EACH ROW EXECUTE FUNCTION coaching_check_mark();

CREATE FUNCTION coaching_check_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM scenarios_option option
        WHERE option.id = NEW.option_id AND option.scene_id = NEW.scene_id
    ) THEN
        RAISE EXCEPTION 'option % is not of scene %', NEW.option_id, NEW.scene_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tag_in_scene';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tag_in_scene BEFORE INSERT ON coaching_tag
    FOR EACH ROW EXECUTE FUNCTION coaching_check_tag();
"""

NO_TRIGGERS = """
DROP TRIGGER tag_in_scene ON coaching_tag;
DROP FUNCTION coaching_check_tag;
DROP TRIGGER tag_released_is_fixed ON coaching_tag;
DROP TRIGGER tag_is_fixed ON coaching_tag;
DROP FUNCTION coaching_keep_tag;
"""


def _key(to, on_delete=django.db.models.deletion.PROTECT, related_name="+"):
    return models.ForeignKey(
        db_index=False, on_delete=on_delete, related_name=related_name, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0091_check_recorded_comments"),
        ("scenarios", "0008_search_by_trigrams"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("coach", _key("accounts.membership")),
                ("option", _key("scenarios.option")),
                ("review", _key("coaching.review", django.db.models.deletion.CASCADE, "tags")),
                ("scene", _key("scenarios.scene")),
            ],
            options={
                "verbose_name": "tag of a coach",
                "constraints": [
                    models.UniqueConstraint(fields=("review", "scene"), name="tag_once")
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
