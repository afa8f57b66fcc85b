"""The columns that submissions replace go, and triggers hold what the verbs promise.

Backwards, the columns are filled again from the submissions, which then have one take each.
"""

import django.db.models.deletion
from django.db import migrations, models

# From the second migration, which stands for itself.
OLD_TRIGGERS = """
CREATE FUNCTION training_check_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.enrolment_id, NEW.step_id, NEW.scenario_version_id, NEW.number)
        IS DISTINCT FROM (OLD.enrolment_id, OLD.step_id, OLD.scenario_version_id, OLD.number)
    THEN
        RAISE EXCEPTION 'attempt % keeps its exercise', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attempt_exercise_is_fixed';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        OLD.state = 'scored' AND NEW.state <> 'scored'
        OR OLD.state IN ('submitted', 'scored') AND NEW.state IN ('submitted', 'scored')
            AND (NEW.submitted_take_id, NEW.submitted_at)
                IS DISTINCT FROM (OLD.submitted_take_id, OLD.submitted_at)
    ) THEN
        RAISE EXCEPTION 'attempt % was submitted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attempt_submitted_is_fixed';
    END IF;
    IF NEW.submitted_take_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM training_take WHERE id = NEW.submitted_take_id AND attempt_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'take % is not of attempt %', NEW.submitted_take_id, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_submits_own_take';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER attempt_submitted_is_fixed BEFORE INSERT OR UPDATE ON training_attempt
    FOR EACH ROW EXECUTE FUNCTION training_check_attempt();

CREATE FUNCTION training_check_take() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM training_attempt WHERE submitted_take_id = OLD.id) THEN
        RAISE EXCEPTION 'take % was submitted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'take_submitted_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER take_submitted_is_fixed BEFORE UPDATE OR DELETE ON training_take
    FOR EACH ROW EXECUTE FUNCTION training_check_take();
"""

NO_OLD_TRIGGERS = """
DROP TRIGGER take_submitted_is_fixed ON training_take;
DROP FUNCTION training_check_take;
DROP TRIGGER attempt_submitted_is_fixed ON training_attempt;
DROP FUNCTION training_check_attempt;
"""

FILL_OLD_COLUMNS = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM training_submissiontake GROUP BY submission_id HAVING count(*) > 1
    ) THEN
        RAISE EXCEPTION 'there are submissions of several takes, which one column cannot name';
    END IF;
END $$;
UPDATE training_attempt a
SET submitted_take_id = t.take_id, submitted_at = s.submitted_at, scored_at = s.scored_at
FROM training_submission s JOIN training_submissiontake t ON t.submission_id = s.id
WHERE s.attempt_id = a.id;
-- The tables are altered next, which foreign keys still to be checked would stop.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

TRIGGERS = """
CREATE FUNCTION training_check_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'open' THEN
        RAISE EXCEPTION 'attempt % starts open', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_starts_open';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM training_enrolment
        WHERE id = NEW.enrolment_id AND membership_id = NEW.membership_id
    ) THEN
        RAISE EXCEPTION 'attempt % is not of the member of its enrolment', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_member_of_enrolment';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF (NEW.membership_id, NEW.enrolment_id, NEW.step_id, NEW.scenario_version_id, NEW.number)
        IS DISTINCT FROM
        (OLD.membership_id, OLD.enrolment_id, OLD.step_id, OLD.scenario_version_id, OLD.number)
    THEN
        RAISE EXCEPTION 'attempt % keeps its exercise', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attempt_exercise_is_fixed';
    END IF;
    IF OLD.state IN ('scored', 'withdrawn') AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'attempt % is %', OLD.id, OLD.state
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attempt_end_is_final';
    END IF;
    IF NEW.state = 'submitted' AND OLD.state <> 'submitted' AND NOT EXISTS (
        SELECT FROM training_submission s
        JOIN training_submissiontake t ON t.submission_id = s.id
        WHERE s.attempt_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'attempt % has no submitted take', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_submitted_has_take';
    END IF;
    IF NEW.state = 'scored' AND OLD.state <> 'scored' AND NOT EXISTS (
        SELECT FROM training_submission WHERE attempt_id = NEW.id AND scored_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the submission of attempt % is not scored', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_scored_has_instant';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER attempt_submitted_is_fixed BEFORE INSERT OR UPDATE ON training_attempt
    FOR EACH ROW EXECUTE FUNCTION training_check_attempt();

CREATE FUNCTION training_keep_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'enrolment % keeps its member and programme', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'enrolment_member_is_fixed';
END $$;

CREATE TRIGGER enrolment_member_is_fixed BEFORE UPDATE OF membership_id, programme_id
    ON training_enrolment FOR EACH ROW
    WHEN ((NEW.membership_id, NEW.programme_id) IS DISTINCT FROM (OLD.membership_id, OLD.programme_id))
    EXECUTE FUNCTION training_keep_member();

CREATE FUNCTION training_check_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        (NEW.id, NEW.attempt_id, NEW.submitted_at)
            IS DISTINCT FROM (OLD.id, OLD.attempt_id, OLD.submitted_at)
        OR OLD.scored_at IS NOT NULL AND NEW.scored_at IS DISTINCT FROM OLD.scored_at
    ) THEN
        RAISE EXCEPTION 'submission % was submitted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'submission_is_fixed';
    END IF;
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM training_attempt
        WHERE id = OLD.attempt_id AND state IN ('submitted', 'scored')
    ) THEN
        RAISE EXCEPTION 'submission % was submitted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'submission_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER submission_is_fixed BEFORE UPDATE OR DELETE ON training_submission
    FOR EACH ROW EXECUTE FUNCTION training_check_submission();

-- Takes come and go with the submission as a whole, while its attempt is not submitted.
CREATE FUNCTION training_check_submitted_take() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT a.state INTO state FROM training_submission s
    JOIN training_attempt a ON a.id = s.attempt_id
    WHERE s.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.submission_id ELSE OLD.submission_id END;
    IF TG_OP = 'UPDATE' OR state IN ('submitted', 'scored') THEN
        RAISE EXCEPTION 'the takes of a submission stay as they were submitted'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'submission_is_fixed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NOT EXISTS (
        SELECT FROM training_take t JOIN training_submission s ON s.attempt_id = t.attempt_id
        WHERE t.id = NEW.take_id AND t.scene_id = NEW.scene_id AND s.id = NEW.submission_id
    ) THEN
        RAISE EXCEPTION 'take % is not of the attempt and scene', NEW.take_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_takes_of_attempt';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER submission_takes_are_fixed BEFORE INSERT OR UPDATE OR DELETE
    ON training_submissiontake
    FOR EACH ROW EXECUTE FUNCTION training_check_submitted_take();

CREATE FUNCTION training_check_take() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM training_submissiontake WHERE take_id = OLD.id) THEN
        RAISE EXCEPTION 'take % was submitted', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'take_submitted_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER take_submitted_is_fixed BEFORE UPDATE OR DELETE ON training_take
    FOR EACH ROW EXECUTE FUNCTION training_check_take();

CREATE FUNCTION training_refuse_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'result % stays', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'result_is_fixed';
END $$;

CREATE TRIGGER result_is_fixed BEFORE UPDATE OR DELETE ON training_result
    FOR EACH ROW EXECUTE FUNCTION training_refuse_result();

-- An attempt's state and its submission change in two statements; they agree when all is committed.
CREATE FUNCTION training_check_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid;
BEGIN
    IF TG_TABLE_NAME = 'training_attempt' THEN
        changed := NEW.id;
    ELSE
        changed := NEW.attempt_id;
    END IF;
    IF EXISTS (
        SELECT FROM training_attempt a LEFT JOIN training_submission s ON s.attempt_id = a.id
        WHERE a.id = changed AND (
            (a.state IN ('submitted', 'scored')) <> (s.id IS NOT NULL)
            OR (a.state = 'scored') <> (s.scored_at IS NOT NULL)
        )
    ) THEN
        RAISE EXCEPTION 'attempt % and its submission disagree', changed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_agrees_with_submission';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER attempt_agrees_with_submission
    AFTER UPDATE OF state ON training_attempt DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION training_check_agreement();
CREATE CONSTRAINT TRIGGER submission_agrees_with_attempt
    AFTER INSERT OR UPDATE OF scored_at ON training_submission DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION training_check_agreement();
"""

NO_TRIGGERS = """
DROP TRIGGER submission_agrees_with_attempt ON training_submission;
DROP TRIGGER attempt_agrees_with_submission ON training_attempt;
DROP FUNCTION training_check_agreement;
DROP TRIGGER result_is_fixed ON training_result;
DROP FUNCTION training_refuse_result;
DROP TRIGGER take_submitted_is_fixed ON training_take;
DROP FUNCTION training_check_take;
DROP TRIGGER submission_takes_are_fixed ON training_submissiontake;
DROP FUNCTION training_check_submitted_take;
DROP TRIGGER submission_is_fixed ON training_submission;
DROP FUNCTION training_check_submission;
DROP TRIGGER enrolment_member_is_fixed ON training_enrolment;
DROP FUNCTION training_keep_member;
DROP TRIGGER attempt_submitted_is_fixed ON training_attempt;
DROP FUNCTION training_check_attempt;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0005_fill_submissions")]
    operations = [
        migrations.RunSQL(NO_OLD_TRIGGERS, OLD_TRIGGERS),
        migrations.RemoveConstraint(model_name="attempt", name="attempt_submitted_has_take"),
        migrations.RemoveConstraint(model_name="attempt", name="attempt_scored_has_instant"),
        migrations.RemoveIndex(model_name="attempt", name="attempt_waiting"),
        migrations.RunSQL(migrations.RunSQL.noop, FILL_OLD_COLUMNS),
        migrations.RemoveField(model_name="attempt", name="submitted_take"),
        migrations.RemoveField(model_name="attempt", name="submitted_at"),
        migrations.RemoveField(model_name="attempt", name="scored_at"),
        migrations.AlterField(
            model_name="attempt",
            name="membership",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="accounts.membership"),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
