"""Adds what is written below released feedback; triggers keep it as it was written."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import core.ids

TRIGGERS = """
CREATE FUNCTION coaching_keep_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'follow-ups are append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'follow_up_is_fixed';
END $$;

CREATE TRIGGER follow_up_is_fixed BEFORE UPDATE OR DELETE ON coaching_followup
    FOR EACH ROW EXECUTE FUNCTION coaching_keep_follow_up();

CREATE FUNCTION coaching_check_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review
        WHERE id = NEW.review_id AND purpose = 'first' AND released_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'review % is no released feedback', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'follow_up_after_release';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER follow_up_after_release BEFORE INSERT ON coaching_followup
    FOR EACH ROW EXECUTE FUNCTION coaching_check_follow_up();
"""

NO_TRIGGERS = """
DROP TRIGGER follow_up_after_release ON coaching_followup;
DROP TRIGGER follow_up_is_fixed ON coaching_followup;
DROP FUNCTION coaching_check_follow_up();
DROP FUNCTION coaching_keep_follow_up();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_leads"),
        ("coaching", "0052_released_by_instant"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("by_coach", models.BooleanField()),
                ("is_question", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership")),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="coaching.review")),
            ],
            options={
                "verbose_name": "follow-up",
                "ordering": ["written_at", "id"],
                "indexes": [models.Index(condition=models.Q(("is_question", True)), fields=["review", "written_at"], name="follow_up_questions")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="follow_up_says_something"),
                    models.CheckConstraint(condition=models.Q(("is_question", False), ("by_coach", False), _connector="OR"), name="follow_up_coach_answers"),
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
