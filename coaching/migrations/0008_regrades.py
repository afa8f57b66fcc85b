"""A review keeps the rubric version that its scores are in, and a regrade its reason.

Backwards, regrades have no place in the schema of before, and stop it.
"""

import django.db.models.deletion
from django.db import migrations, models

NO_REGRADES = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM coaching_review WHERE purpose = 'regrade') THEN
        RAISE EXCEPTION 'there are regrades, which the schema of before cannot keep';
    END IF;
END $$;
"""

# From here on nothing passes it, as before the rubric versions were filled.
KEEP = """
CREATE OR REPLACE FUNCTION coaching_refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'review % has been released', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_released_is_fixed';
END $$;
"""

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

# What the triggers look at can't change afterwards: the rubric version of a submitted attempt, the
# number of a published rubric version, and that a review was released.
TRIGGERS = """
CREATE FUNCTION coaching_check_rubric_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    used scenarios_rubricversion%ROWTYPE;
BEGIN
    SELECT rubric_version.* INTO used FROM training_submission submission
        JOIN training_attempt attempt ON attempt.id = submission.attempt_id
        JOIN scenarios_scenarioversion version ON version.id = attempt.scenario_version_id
        JOIN scenarios_rubricversion rubric_version
            ON rubric_version.id = version.rubric_version_id
        WHERE submission.id = NEW.submission_id;
    IF NEW.purpose <> 'regrade' THEN
        IF NEW.rubric_version_id IS DISTINCT FROM used.id THEN
            RAISE EXCEPTION 'review % is not in the rubric version of its attempt', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'review_rubric_of_attempt';
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM scenarios_rubricversion newer
        WHERE newer.id = NEW.rubric_version_id AND newer.rubric_id = used.rubric_id
            AND newer.number > used.number AND newer.published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'regrade % is not in a newer published version of its rubric', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'regrade_in_newer_rubric';
    END IF;
    IF NOT EXISTS (
        SELECT FROM coaching_review
        WHERE submission_id = NEW.submission_id AND purpose = 'first' AND released_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'regrade % comes before the feedback was released', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'regrade_after_release';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER review_rubric_version BEFORE INSERT ON coaching_review
    FOR EACH ROW EXECUTE FUNCTION coaching_check_rubric_version();

DROP TRIGGER review_submission_is_fixed ON coaching_review;
CREATE TRIGGER review_submission_is_fixed
    BEFORE UPDATE OF submission_id, purpose, rubric_version_id, reason, asked_by_id
    ON coaching_review FOR EACH ROW
    WHEN ((NEW.submission_id, NEW.purpose, NEW.rubric_version_id, NEW.reason, NEW.asked_by_id)
        IS DISTINCT FROM
        (OLD.submission_id, OLD.purpose, OLD.rubric_version_id, OLD.reason, OLD.asked_by_id))
    EXECUTE FUNCTION coaching_keep_submission();

CREATE OR REPLACE FUNCTION coaching_check_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM coaching_review review
        JOIN scenarios_criterion criterion ON criterion.version_id = review.rubric_version_id
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
DROP TRIGGER review_rubric_version ON coaching_review;
DROP FUNCTION coaching_check_rubric_version();

DROP TRIGGER review_submission_is_fixed ON coaching_review;
CREATE TRIGGER review_submission_is_fixed BEFORE UPDATE OF submission_id, purpose
    ON coaching_review FOR EACH ROW
    WHEN ((NEW.submission_id, NEW.purpose) IS DISTINCT FROM (OLD.submission_id, OLD.purpose))
    EXECUTE FUNCTION coaching_keep_submission();

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


class Migration(migrations.Migration):
    dependencies = [("coaching", "0007_fill_rubric_versions")]

    operations = [
        migrations.AlterField(
            model_name="review",
            name="rubric_version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="scenarios.rubricversion"),
        ),
        migrations.RemoveConstraint(model_name="review", name="review_purpose_known"),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(condition=models.Q(("purpose__in", ["first", "second", "calibration", "dispute", "regrade"])), name="review_purpose_known"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(condition=models.Q(("purpose", "regrade")), fields=("submission", "rubric_version"), name="review_one_regrade"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("asked_by__isnull", False), ("purpose", "regrade"), models.Q(("reason", ""), _negated=True)), models.Q(models.Q(("purpose", "regrade"), _negated=True), ("asked_by__isnull", True), ("reason", "")), _connector="OR"), name="review_regrade_has_reason"),
        ),
        migrations.RunSQL(KEEP, LET_FILL),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(migrations.RunSQL.noop, NO_REGRADES),
    ]
