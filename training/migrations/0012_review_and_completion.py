"""Steps say whether a coach reviews, and an attempt can end without one.

Backwards, attempts that ended without a coach are withdrawn: their takes stay private.
"""

from django.db import migrations, models
from django.db.models import Q

TRIGGERS = """
CREATE FUNCTION training_check_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'finished' AND (NEW.state, NEW.finished_at)
        IS DISTINCT FROM (OLD.state, OLD.finished_at)
    THEN
        RAISE EXCEPTION 'attempt % is finished', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attempt_end_is_final';
    END IF;
    IF NEW.state = 'finished' AND OLD.state <> 'finished' AND (
        OLD.state <> 'open' OR NOT EXISTS (SELECT FROM training_take WHERE attempt_id = OLD.id)
    ) THEN
        RAISE EXCEPTION 'attempt % is % or has no take', OLD.id, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attempt_finished_was_practised';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER attempt_finished_is_final BEFORE UPDATE ON training_attempt
    FOR EACH ROW EXECUTE FUNCTION training_check_finished();
"""

NO_TRIGGERS = """
DROP TRIGGER attempt_finished_is_final ON training_attempt;
DROP FUNCTION training_check_finished;
"""

WITHDRAW = """
UPDATE training_attempt SET state = 'withdrawn', finished_at = NULL WHERE state = 'finished';
-- The table is altered next, which checks that are still to be made would stop.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0011_paths_and_answers_are_fixed")]

    operations = [
        migrations.AddField(
            model_name="step",
            name="review",
            field=models.CharField(
                choices=[("always", "always"), ("on_request", "when asked"), ("never", "never")],
                default="always",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=Q(("review__in", ["always", "on_request", "never"])),
                name="step_review_known",
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "being practised"),
                    ("submitted", "waiting for a coach"),
                    ("scored", "scored"),
                    ("withdrawn", "withdrawn"),
                    ("finished", "finished without a coach"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="attempt", name="finished_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=Q(("finished_at__isnull", False), ("state", "finished"))
                | (~Q(("state", "finished")) & Q(("finished_at__isnull", True))),
                name="attempt_finished_has_instant",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, WITHDRAW),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
