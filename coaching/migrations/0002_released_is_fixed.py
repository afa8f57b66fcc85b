"""What is released stays as it was, and marks belong to what they judge, whoever writes them."""

from django.db import migrations

# A mark locks its review's row against a release that is happening at the same time: FOR SHARE
# waits for the release, and then sees it.
FORWARD = """
CREATE FUNCTION coaching_refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'review % has been released', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'review_released_is_fixed';
END $$;

CREATE TRIGGER review_released_is_fixed BEFORE UPDATE OR DELETE ON coaching_review
    FOR EACH ROW WHEN (OLD.released_at IS NOT NULL)
    EXECUTE FUNCTION coaching_refuse_released();

CREATE FUNCTION coaching_check_review() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION coaching_check_mark() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER score_released_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON coaching_score
    FOR EACH ROW EXECUTE FUNCTION coaching_check_mark();
CREATE TRIGGER comment_released_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON coaching_comment
    FOR EACH ROW EXECUTE FUNCTION coaching_check_mark();

CREATE FUNCTION coaching_check_score() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER score_in_rubric BEFORE INSERT OR UPDATE ON coaching_score
    FOR EACH ROW EXECUTE FUNCTION coaching_check_score();
"""

BACKWARD = """
DROP TRIGGER score_in_rubric ON coaching_score;
DROP TRIGGER comment_released_is_fixed ON coaching_comment;
DROP TRIGGER score_released_is_fixed ON coaching_score;
DROP TRIGGER review_take_of_attempt ON coaching_review;
DROP TRIGGER review_released_is_fixed ON coaching_review;
DROP FUNCTION coaching_check_score();
DROP FUNCTION coaching_check_mark();
DROP FUNCTION coaching_check_review();
DROP FUNCTION coaching_refuse_released();
"""


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
