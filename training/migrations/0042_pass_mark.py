"""Lets a programme have a pass mark. A trigger fixes on each submission the mark that counts for it;
others keep it, and what was passed."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

import core.ids

STATES = [
    ("undecided", "undecided"),
    ("passed", "passed"),
    ("not_yet", "not yet"),
    ("lapsed", "lapsed"),
]

# Whoever writes a submission, also a worker from before: the mark is that of this moment.
TRIGGERS = """
CREATE FUNCTION training_fix_pass_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.pass_percent IS NULL THEN
        SELECT programme.pass_percent INTO NEW.pass_percent
        FROM training_attempt attempt
        JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
        JOIN training_programme programme ON programme.id = enrolment.programme_id
        WHERE attempt.id = NEW.attempt_id;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER submission_has_pass_mark BEFORE INSERT ON training_submission
    FOR EACH ROW EXECUTE FUNCTION training_fix_pass_mark();

CREATE TRIGGER submission_pass_mark_is_fixed BEFORE UPDATE OF pass_percent
    ON training_submission FOR EACH ROW
    WHEN (NEW.pass_percent IS DISTINCT FROM OLD.pass_percent)
    EXECUTE FUNCTION training_keep_with_self_check();

CREATE FUNCTION training_keep_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'outcome % was decided', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'outcome_is_fixed';
END $$;

CREATE TRIGGER outcome_is_fixed BEFORE UPDATE ON training_outcome FOR EACH ROW
    WHEN (NEW.submission_id <> OLD.submission_id
        OR OLD.state = 'passed' AND NEW.state <> 'passed'
        OR OLD.state <> 'undecided' AND NEW.state = 'undecided')
    EXECUTE FUNCTION training_keep_outcome();
"""

NO_TRIGGERS = """
DROP TRIGGER outcome_is_fixed ON training_outcome;
DROP FUNCTION training_keep_outcome;
DROP TRIGGER submission_pass_mark_is_fixed ON training_submission;
DROP TRIGGER submission_has_pass_mark ON training_submission;
DROP FUNCTION training_fix_pass_mark;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0050_self_scores")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="pass_percent",
            field=models.PositiveSmallIntegerField(
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=Q(pass_percent__range=(1, 100)), name="programme_pass_percent"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="pass_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome",
                        to="training.submission",
                    ),
                ),
                ("state", models.CharField(choices=STATES, max_length=10)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "outcome",
                "indexes": [
                    models.Index(
                        condition=Q(state="undecided"),
                        fields=["opened_at"],
                        name="outcome_undecided",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=[state for state, _name in STATES]),
                        name="outcome_state_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="undecided", decided_at__isnull=True)
                        | (~Q(state="undecided") & Q(decided_at__isnull=False)),
                        name="outcome_decided_has_instant",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
