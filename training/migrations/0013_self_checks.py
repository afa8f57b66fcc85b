"""Members check their own takes by the criteria, for themselves or for the coaches too."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION training_check_self_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.take_id ELSE OLD.take_id END;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.take_id, NEW.criterion_id)
        IS DISTINCT FROM (OLD.take_id, OLD.criterion_id)
    OR EXISTS (
        SELECT FROM training_submissiontake s
        JOIN training_take t ON t.id = s.take_id
        JOIN training_attempt a ON a.id = t.attempt_id
        WHERE s.take_id = checked AND a.state IN ('submitted', 'scored')
    ) THEN
        RAISE EXCEPTION 'the self-check of take % stays', checked
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'self_check_is_fixed';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM training_take t
        JOIN training_attempt a ON a.id = t.attempt_id
        JOIN scenarios_scenarioversion v ON v.id = a.scenario_version_id
        JOIN scenarios_criterion c ON c.version_id = v.rubric_version_id
        WHERE t.id = checked AND c.id = NEW.criterion_id
    ) THEN
        RAISE EXCEPTION 'criterion % is not in the rubric', NEW.criterion_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'self_check_in_rubric';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER self_check_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON training_selfcheck
    FOR EACH ROW EXECUTE FUNCTION training_check_self_check();

CREATE FUNCTION training_keep_with_self_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'submission % was submitted', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'submission_is_fixed';
END $$;

CREATE TRIGGER submission_self_check_is_fixed BEFORE UPDATE OF with_self_check
    ON training_submission FOR EACH ROW
    WHEN (NEW.with_self_check IS DISTINCT FROM OLD.with_self_check)
    EXECUTE FUNCTION training_keep_with_self_check();
"""

NO_TRIGGERS = """
DROP TRIGGER submission_self_check_is_fixed ON training_submission;
DROP FUNCTION training_keep_with_self_check;
DROP TRIGGER self_check_is_fixed ON training_selfcheck;
DROP FUNCTION training_check_self_check;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("scenarios", "0002_published_is_fixed"),
        ("training", "0012_review_and_completion"),
    ]

    operations = [
        migrations.CreateModel(
            name="SelfCheck",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("did", models.BooleanField()),
                ("criterion", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.criterion")),
                ("take", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="self_check", to="training.take")),
            ],
            options={"verbose_name": "self-check", "ordering": ["criterion__order"]},
        ),
        migrations.AddConstraint(
            model_name="selfcheck",
            constraint=models.UniqueConstraint(fields=("take", "criterion"), name="self_check_once"),
        ),
        migrations.AddField(
            model_name="submission",
            name="with_self_check",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
