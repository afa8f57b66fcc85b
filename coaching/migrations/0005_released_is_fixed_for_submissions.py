"""The columns that a review's submission replaces go, and triggers check what points at what.

Backwards, the columns are filled again; reviews of another purpose than the first have no place
there, and stop it.
"""

import django.db.models.deletion
from django.db import migrations, models

OLD_TRIGGERS = """
CREATE OR REPLACE FUNCTION coaching_check_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM training_take WHERE id = NEW.take_id AND attempt_id = NEW.attempt_id
    ) THEN
        RAISE EXCEPTION 'take % is not of attempt %', NEW.take_id, NEW.attempt_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'review_take_of_attempt';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER review_take_of_attempt BEFORE INSERT OR UPDATE OF take_id, attempt_id
    ON coaching_review FOR EACH ROW EXECUTE FUNCTION coaching_check_review();

CREATE OR REPLACE FUNCTION coaching_check_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN training_attempt attempt ON attempt.id = review.attempt_id
        JOIN scenarios_scenarioversion version ON version.id = attempt.scenario_version_id
        JOIN scenarios_criterion criterion ON criterion.version_id = version.rubric_version_id
        JOIN scenarios_level level ON level.criterion_id = criterion.id
        WHERE review.id = NEW.review_id AND criterion.id = NEW.criterion_id
            AND level.id = NEW.level_id
    ) THEN
        RAISE EXCEPTION 'level % of criterion % is not in the rubric of review %',
            NEW.level_id, NEW.criterion_id, NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_in_rubric';
    END IF;
    RETURN NEW;
END $$;
"""

NO_OLD_TRIGGERS = """
DROP TRIGGER review_take_of_attempt ON coaching_review;
DROP FUNCTION coaching_check_review();
"""

FILL_OLD_COLUMNS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM coaching_review WHERE purpose <> 'first') THEN
        RAISE EXCEPTION 'there are reviews of another purpose than the first';
    END IF;
END $$;
ALTER TABLE coaching_review DISABLE TRIGGER review_released_is_fixed;
UPDATE coaching_review r SET attempt_id = s.attempt_id, take_id = t.take_id
FROM training_submission s JOIN training_submissiontake t ON t.submission_id = s.id
WHERE s.id = r.submission_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE coaching_review ENABLE TRIGGER review_released_is_fixed;
"""

TRIGGERS = """
CREATE FUNCTION coaching_keep_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'review % keeps its submission and purpose', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_submission_is_fixed';
END $$;

CREATE TRIGGER review_submission_is_fixed BEFORE UPDATE OF submission_id, purpose
    ON coaching_review FOR EACH ROW
    WHEN ((NEW.submission_id, NEW.purpose) IS DISTINCT FROM (OLD.submission_id, OLD.purpose))
    EXECUTE FUNCTION coaching_keep_submission();

CREATE FUNCTION coaching_check_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN training_submissiontake submitted ON submitted.submission_id = review.submission_id
        WHERE review.id = NEW.review_id AND submitted.take_id = NEW.take_id
    ) THEN
        RAISE EXCEPTION 'take % is not in the submission of review %', NEW.take_id, NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_on_submitted_take';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER comment_on_submitted_take BEFORE INSERT OR UPDATE OF review_id, take_id
    ON coaching_comment FOR EACH ROW EXECUTE FUNCTION coaching_check_comment();

CREATE OR REPLACE FUNCTION coaching_check_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN training_submission submission ON submission.id = review.submission_id
        JOIN training_attempt attempt ON attempt.id = submission.attempt_id
        JOIN scenarios_scenarioversion version ON version.id = attempt.scenario_version_id
        JOIN scenarios_criterion criterion ON criterion.version_id = version.rubric_version_id
        JOIN scenarios_level level ON level.criterion_id = criterion.id
        WHERE review.id = NEW.review_id AND criterion.id = NEW.criterion_id
            AND level.id = NEW.level_id
    ) THEN
        RAISE EXCEPTION 'level % of criterion % is not in the rubric of review %',
            NEW.level_id, NEW.criterion_id, NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_in_rubric';
    END IF;
    RETURN NEW;
END $$;
"""

NO_TRIGGERS = """
DROP TRIGGER comment_on_submitted_take ON coaching_comment;
DROP FUNCTION coaching_check_comment();
DROP TRIGGER review_submission_is_fixed ON coaching_review;
DROP FUNCTION coaching_keep_submission();
"""

# As they were before the columns were filled: from here on nothing passes them.
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
    dependencies = [("coaching", "0004_fill_reviews")]

    operations = [
        migrations.RunSQL(NO_OLD_TRIGGERS, OLD_TRIGGERS),
        migrations.AlterField(
            model_name="review",
            name="attempt",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="review", to="training.attempt"),
        ),
        migrations.AlterField(
            model_name="review",
            name="take",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="review", to="training.take"),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FILL_OLD_COLUMNS),
        migrations.RemoveField(model_name="review", name="attempt"),
        migrations.RemoveField(model_name="review", name="take"),
        migrations.AlterField(
            model_name="review",
            name="submission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="training.submission"),
        ),
        migrations.AlterField(
            model_name="comment",
            name="take",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="training.take"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(condition=models.Q(("purpose__in", ["first", "second", "calibration", "dispute"])), name="review_purpose_known"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(condition=models.Q(("purpose", "first")), fields=("submission",), name="review_one_first"),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
