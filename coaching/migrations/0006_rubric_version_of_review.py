"""Reviews get a rubric version, a reason and who asked; the rubric version is still empty.

The trigger that keeps what was released stays at work, and lets exactly the filling pass.
"""

import django.db.models.deletion
from django.db import migrations, models

LET_FILL = """
CREATE OR REPLACE FUNCTION coaching_refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.rubric_version_id IS NULL
        AND to_jsonb(NEW) - 'rubric_version_id' = to_jsonb(OLD) - 'rubric_version_id'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'review % has been released', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_released_is_fixed';
END $$;
"""

KEEP = """
CREATE OR REPLACE FUNCTION coaching_refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'review % has been released', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_released_is_fixed';
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("coaching", "0005_released_is_fixed_for_submissions"),
        ("scenarios", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="rubric_version",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="scenarios.rubricversion"),
        ),
        migrations.AddField(
            model_name="review",
            name="reason",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="review",
            name="asked_by",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"),
        ),
        migrations.AlterField(
            model_name="review",
            name="purpose",
            field=models.CharField(choices=[("first", "first"), ("second", "second"), ("calibration", "calibration"), ("dispute", "dispute"), ("regrade", "regrade")], default="first", max_length=12),
        ),
        migrations.RunSQL(LET_FILL, KEEP),
    ]
