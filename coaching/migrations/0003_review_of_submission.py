"""Reviews get a submission and a purpose, comments a take; still empty.

The triggers that keep what was released stay at work, and let exactly the filling pass.
"""

import django.db.models.deletion
from django.db import migrations, models

LET_FILL = """
CREATE OR REPLACE FUNCTION coaching_refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.submission_id IS NULL
        AND to_jsonb(NEW) - 'submission_id' = to_jsonb(OLD) - 'submission_id'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'review % has been released', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_released_is_fixed';
END $$;

CREATE OR REPLACE FUNCTION coaching_check_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    released timestamptz;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'coaching_comment'
        AND to_jsonb(OLD) ->> 'take_id' IS NULL
        AND to_jsonb(NEW) - 'take_id' = to_jsonb(OLD) - 'take_id'
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        SELECT released_at INTO released FROM coaching_review WHERE id = OLD.review_id FOR SHARE;
    END IF;
    IF TG_OP <> 'DELETE' AND released IS NULL THEN
        SELECT released_at INTO released FROM coaching_review WHERE id = NEW.review_id FOR SHARE;
    END IF;
    IF released IS NOT NULL THEN
        RAISE EXCEPTION '% belongs to a released review', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mark_released_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

KEEP = """
CREATE OR REPLACE FUNCTION coaching_refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'review % has been released', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_released_is_fixed';
END $$;

CREATE OR REPLACE FUNCTION coaching_check_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    released timestamptz;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT released_at INTO released FROM coaching_review WHERE id = OLD.review_id FOR SHARE;
    END IF;
    IF TG_OP <> 'DELETE' AND released IS NULL THEN
        SELECT released_at INTO released FROM coaching_review WHERE id = NEW.review_id FOR SHARE;
    END IF;
    IF released IS NOT NULL THEN
        RAISE EXCEPTION '% belongs to a released review', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'mark_released_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("coaching", "0002_released_is_fixed"),
        ("training", "0006_submitted_takes_are_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="submission",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="training.submission"),
        ),
        migrations.AddField(
            model_name="review",
            name="purpose",
            field=models.CharField(choices=[("first", "first"), ("second", "second"), ("calibration", "calibration"), ("dispute", "dispute")], default="first", max_length=12),
        ),
        migrations.AddField(
            model_name="comment",
            name="take",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="training.take"),
        ),
        migrations.RunSQL(LET_FILL, KEEP),
    ]
