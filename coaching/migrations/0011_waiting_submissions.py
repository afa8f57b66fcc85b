"""Adds a table of the submissions that wait for a coach, which triggers keep."""

import django.db.models.deletion
from django.db import migrations, models

# Whoever writes a submission, gives it back or records that it was scored: the row follows.
TRIGGERS = """
CREATE FUNCTION coaching_add_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coaching_waitingsubmission
        (submission_id, organisation_id, membership_id, language, submitted_at, promised_at)
    SELECT NEW.id, member.organisation_id, member.id, person.language, NEW.submitted_at,
        NEW.submitted_at + make_interval(hours => programme.review_promise_hours)
    FROM training_attempt attempt
    JOIN accounts_membership member ON member.id = attempt.membership_id
    JOIN accounts_person person ON person.id = member.person_id
    JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
    JOIN training_programme programme ON programme.id = enrolment.programme_id
    WHERE attempt.id = NEW.attempt_id;
    RETURN NULL;
END $$;

CREATE TRIGGER submission_waits AFTER INSERT ON training_submission
    FOR EACH ROW WHEN (NEW.scored_at IS NULL) EXECUTE FUNCTION coaching_add_waiting();

CREATE FUNCTION coaching_remove_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM coaching_waitingsubmission WHERE submission_id = OLD.id;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER submission_scored_waits_no_more AFTER UPDATE OF scored_at ON training_submission
    FOR EACH ROW WHEN (OLD.scored_at IS NULL AND NEW.scored_at IS NOT NULL)
    EXECUTE FUNCTION coaching_remove_waiting();

CREATE TRIGGER submission_deleted_waits_no_more BEFORE DELETE ON training_submission
    FOR EACH ROW EXECUTE FUNCTION coaching_remove_waiting();
"""

NO_TRIGGERS = """
DROP TRIGGER submission_deleted_waits_no_more ON training_submission;
DROP TRIGGER submission_scored_waits_no_more ON training_submission;
DROP FUNCTION coaching_remove_waiting;
DROP TRIGGER submission_waits ON training_submission;
DROP FUNCTION coaching_add_waiting;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_leads"),
        ("coaching", "0008_regrades"),
        ("training", "0035_left_aside"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingSubmission",
            fields=[
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="training.submission",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("nl", "Dutch"), ("en", "English")], max_length=2),
                ),
                ("submitted_at", models.DateTimeField()),
                ("promised_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "waiting submission",
                "indexes": [
                    models.Index(
                        fields=["organisation", "promised_at", "submission"],
                        name="waiting_by_promise",
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
