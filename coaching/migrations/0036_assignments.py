"""Adds to a waiting submission its exercise, to filter by, and the coach that it is kept for."""

import django.db.models.deletion
from django.db import migrations, models

ADD = """
CREATE OR REPLACE FUNCTION coaching_add_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coaching_waitingsubmission
        (submission_id, organisation_id, membership_id, language, submitted_at, promised_at,
        warn_at{column})
    SELECT NEW.id, member.organisation_id, member.id, person.language, NEW.submitted_at,
        NEW.submitted_at + promise.within,
        NEW.submitted_at + promise.within
            - least(greatest(promise.within / 4, interval '1 hour'), interval '12 hours'){value}
    FROM training_attempt attempt
    JOIN accounts_membership member ON member.id = attempt.membership_id
    JOIN accounts_person person ON person.id = member.person_id
    JOIN scenarios_scenarioversion version ON version.id = attempt.scenario_version_id
    JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
    JOIN training_programme programme ON programme.id = enrolment.programme_id,
    LATERAL (SELECT make_interval(hours => programme.review_promise_hours) AS within) promise
    WHERE attempt.id = NEW.attempt_id;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0035_fill_warnings"),
        ("scenarios", "0008_search_by_trigrams"),
    ]

    operations = [
        migrations.AddField(
            model_name="waitingsubmission",
            name="exercise",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="scenarios.scenario",
            ),
        ),
        migrations.AddField(
            model_name="waitingsubmission",
            name="assigned_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.membership",
            ),
        ),
        migrations.AddField(
            model_name="waitingsubmission",
            name="assigned_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="waitingsubmission",
            index=models.Index(
                fields=["organisation", "exercise", "promised_at"], name="waiting_of_exercise"
            ),
        ),
        migrations.RunSQL(
            ADD.format(column=", exercise_id", value=", version.scenario_id"),
            ADD.format(column="", value=""),
        ),
    ]
