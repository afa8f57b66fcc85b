"""What was submitted stays what it was, whoever writes it; and the hot table is swept often."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION training_check_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.enrolment_id, NEW.step_id, NEW.scenario_version_id, NEW.number)
        IS DISTINCT FROM (OLD.enrolment_id, OLD.step_id, OLD.scenario_version_id, OLD.number)
    THEN
        RAISE EXCEPTION 'attempt % keeps its exercise', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attempt_exercise_is_fixed';
    END IF;
    -- The only way on from submitted that lets go of the take is back to its owner.
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

CREATE FUNCTION training_refuse_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'answer % stays', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'answer_is_fixed';
END $$;

CREATE TRIGGER answer_is_fixed BEFORE UPDATE ON training_answer
    FOR EACH ROW EXECUTE FUNCTION training_refuse_answer();

-- Every nudge rewrites its enrolment twice; dead rows would slow the search for what is due.
ALTER TABLE training_enrolment SET (
    autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
    autovacuum_analyze_scale_factor = 0.02
);
"""

BACKWARD = """
ALTER TABLE training_enrolment RESET (
    autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor
);
DROP TRIGGER answer_is_fixed ON training_answer;
DROP FUNCTION training_refuse_answer;
DROP TRIGGER take_submitted_is_fixed ON training_take;
DROP FUNCTION training_check_take;
DROP TRIGGER attempt_submitted_is_fixed ON training_attempt;
DROP FUNCTION training_check_attempt;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
