"""Leases are counted per review, marks carry the count of their lease, and a coach's text that a
stale lease kept from being saved is kept."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import core.ids

# The application refuses a stale lease before; this refuses it whoever writes. What was written
# before leases were counted has no fence.
TRIGGERS = """
CREATE FUNCTION coaching_check_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM coaching_lease WHERE review_id = NEW.review_id AND fence > NEW.fence
    ) THEN
        RAISE EXCEPTION 'review % has a newer lease than this mark', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mark_of_newest_lease';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER score_of_newest_lease BEFORE INSERT OR UPDATE OF fence, level_id, note
    ON coaching_score FOR EACH ROW WHEN (NEW.fence IS NOT NULL)
    EXECUTE FUNCTION coaching_check_fence();
CREATE TRIGGER comment_of_newest_lease BEFORE INSERT OR UPDATE OF fence, text, kind, at_ms
    ON coaching_comment FOR EACH ROW WHEN (NEW.fence IS NOT NULL)
    EXECUTE FUNCTION coaching_check_fence();
"""

NO_TRIGGERS = """
DROP TRIGGER comment_of_newest_lease ON coaching_comment;
DROP TRIGGER score_of_newest_lease ON coaching_score;
DROP FUNCTION coaching_check_fence;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0037_fill_exercises"),
    ]

    operations = [
        migrations.AddField(
            model_name="lease",
            name="fence",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="score",
            name="fence",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="fence",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                condition=models.Q(("fence__gt", 0)),
                fields=("review", "fence"),
                name="lease_fence_once",
            ),
        ),
        migrations.CreateModel(
            name="KeptDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("path", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "coach",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_drafts",
                        to="coaching.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "kept draft",
                "indexes": [models.Index(fields=["kept_at"], name="kept_draft_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coach", "review", "path"), name="kept_draft_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
