"""The column that chosen options replace goes, and triggers keep answers and paths as they were.

Backwards, the column is filled again; answers of several options have no place there, and stop it.
"""

import django.db.models.deletion
from django.db import migrations, models

# From the second migration, which stands for itself.
OLD_TRIGGERS = """
CREATE FUNCTION training_refuse_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'answer % stays', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'answer_is_fixed';
END $$;

CREATE TRIGGER answer_is_fixed BEFORE UPDATE ON training_answer
    FOR EACH ROW EXECUTE FUNCTION training_refuse_answer();
"""

NO_OLD_TRIGGERS = """
DROP TRIGGER answer_is_fixed ON training_answer;
DROP FUNCTION training_refuse_answer;
"""

FILL_OLD_COLUMN = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM training_answeroption GROUP BY answer_id HAVING count(*) > 1
    ) THEN
        RAISE EXCEPTION 'there are answers of several options, which one column cannot name';
    END IF;
END $$;
UPDATE training_answer a SET option_id = o.option_id
FROM training_answeroption o WHERE o.answer_id = a.id;
-- The table is altered next, which foreign keys still to be checked would stop.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

TRIGGERS = """
-- Whether an attempt still changes. One that is being deleted takes its parts along.
CREATE FUNCTION training_check_open(operation text, attempt uuid, part text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT a.state INTO state FROM training_attempt a WHERE a.id = attempt;
    IF operation = 'DELETE' AND state IN ('submitted', 'scored')
        OR operation <> 'DELETE' AND state <> 'open'
    THEN
        RAISE EXCEPTION '% of attempt %, which is %, stays', part, attempt, state
            USING ERRCODE = 'restrict_violation', CONSTRAINT = part || '_is_fixed';
    END IF;
END $$;

CREATE FUNCTION training_check_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'answer % stays', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'answer_is_fixed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM training_check_open(TG_OP, OLD.attempt_id, 'answer');
        RETURN OLD;
    END IF;
    PERFORM training_check_open(TG_OP, NEW.attempt_id, 'answer');
    RETURN NEW;
END $$;

CREATE TRIGGER answer_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON training_answer
    FOR EACH ROW EXECUTE FUNCTION training_check_answer();

CREATE FUNCTION training_check_chosen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    attempt uuid;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'answer % stays', OLD.answer_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'answer_is_fixed';
    END IF;
    SELECT attempt_id INTO attempt FROM training_answer
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.answer_id ELSE NEW.answer_id END;
    PERFORM training_check_open(TG_OP, attempt, 'answer');
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NOT EXISTS (
        SELECT FROM scenarios_option o JOIN training_answer a ON a.scene_id = o.scene_id
        WHERE o.id = NEW.option_id AND a.id = NEW.answer_id
    ) THEN
        RAISE EXCEPTION 'option % is not of the question', NEW.option_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_option_of_scene';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER answer_option_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON training_answeroption
    FOR EACH ROW EXECUTE FUNCTION training_check_chosen();

-- The options of an answer are written by one statement; none comes later.
CREATE FUNCTION training_check_chosen_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM training_answeroption o
        WHERE o.answer_id IN (SELECT answer_id FROM added)
            AND o.id NOT IN (SELECT id FROM added)
    ) THEN
        RAISE EXCEPTION 'the first answer stays'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'answer_is_fixed';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER answer_options_come_at_once AFTER INSERT ON training_answeroption
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION training_check_chosen_at_once();

CREATE FUNCTION training_check_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM training_check_open(TG_OP, OLD.attempt_id, 'path');
        RETURN OLD;
    END IF;
    PERFORM training_check_open(TG_OP, NEW.attempt_id, 'path');
    IF TG_OP = 'UPDATE' AND (
        (NEW.id, NEW.attempt_id, NEW.scene_id, NEW."order", NEW.entered_at)
            IS DISTINCT FROM (OLD.id, OLD.attempt_id, OLD.scene_id, OLD."order", OLD.entered_at)
        OR NEW.takes_made < OLD.takes_made
    ) THEN
        RAISE EXCEPTION 'the path of attempt % stays', OLD.attempt_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'path_is_fixed';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM training_attempt a
        JOIN scenarios_scene s ON s.version_id = a.scenario_version_id
        WHERE a.id = NEW.attempt_id AND s.id = NEW.scene_id
    ) THEN
        RAISE EXCEPTION 'scene % is not of the exercise', NEW.scene_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'path_scene_of_exercise';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER path_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON training_pathscene
    FOR EACH ROW EXECUTE FUNCTION training_check_path();
"""

NO_TRIGGERS = """
DROP TRIGGER path_is_fixed ON training_pathscene;
DROP FUNCTION training_check_path;
DROP TRIGGER answer_options_come_at_once ON training_answeroption;
DROP FUNCTION training_check_chosen_at_once;
DROP TRIGGER answer_option_is_fixed ON training_answeroption;
DROP FUNCTION training_check_chosen;
DROP TRIGGER answer_is_fixed ON training_answer;
DROP FUNCTION training_check_answer;
DROP FUNCTION training_check_open;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0010_fill_paths")]
    operations = [
        migrations.RunSQL(NO_OLD_TRIGGERS, OLD_TRIGGERS),
        migrations.AlterField(
            model_name="answer",
            name="option",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.option"),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FILL_OLD_COLUMN),
        migrations.RemoveField(model_name="answer", name="option"),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
