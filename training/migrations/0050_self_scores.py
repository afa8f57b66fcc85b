"""Adds the levels that members give their own submissions; there are none yet."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION training_check_self_score() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    scored uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.submission_id ELSE OLD.submission_id END;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.submission_id, NEW.criterion_id)
        IS DISTINCT FROM (OLD.submission_id, OLD.criterion_id)
    OR EXISTS (
        SELECT FROM training_submission s JOIN training_attempt a ON a.id = s.attempt_id
        WHERE s.id = scored AND a.feedback_read_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the self-score of submission % stays', scored
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'self_score_is_fixed';
    END IF;
    IF TG_OP <> 'DELETE' AND NOT EXISTS (
        SELECT FROM training_submission s
        JOIN training_attempt a ON a.id = s.attempt_id
        JOIN scenarios_scenarioversion v ON v.id = a.scenario_version_id
        JOIN scenarios_criterion c ON c.version_id = v.rubric_version_id
        JOIN scenarios_level l ON l.criterion_id = c.id
        WHERE s.id = scored AND c.id = NEW.criterion_id AND l.id = NEW.level_id
    ) THEN
        RAISE EXCEPTION 'level % is not in the rubric', NEW.level_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'self_score_in_rubric';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER self_score_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON training_selfscore
    FOR EACH ROW EXECUTE FUNCTION training_check_self_score();
"""

NO_TRIGGERS = """
DROP TRIGGER self_score_is_fixed ON training_selfscore;
DROP FUNCTION training_check_self_score;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("scenarios", "0008_search_by_trigrams"),
        ("training", "0041_retakes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SelfScore",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("criterion", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.criterion")),
                ("level", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scenarios.level")),
                ("submission", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="self_scores", to="training.submission")),
            ],
            options={
                "verbose_name": "self-score",
                "ordering": ["criterion__order"],
                "constraints": [models.UniqueConstraint(fields=("submission", "criterion"), name="self_score_once")],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
