"""The queue's rows say when the coaches are to be told that one is due soon; organisations bound how
much a coach takes."""

import django.core.validators
from django.db import migrations, models

ADD = """
CREATE OR REPLACE FUNCTION coaching_add_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coaching_waitingsubmission
        (submission_id, organisation_id, membership_id, language, submitted_at, promised_at{column})
    SELECT NEW.id, member.organisation_id, member.id, person.language, NEW.submitted_at,
        NEW.submitted_at + promise.within{value}
    FROM training_attempt attempt
    JOIN accounts_membership member ON member.id = attempt.membership_id
    JOIN accounts_person person ON person.id = member.person_id
    JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
    JOIN training_programme programme ON programme.id = enrolment.programme_id,
    LATERAL (SELECT make_interval(hours => programme.review_promise_hours) AS within) promise
    WHERE attempt.id = NEW.attempt_id;
    RETURN NULL;
END $$;
"""
# A quarter of what was promised before, and between an hour and half a day.
WARN = """,
        NEW.submitted_at + promise.within
            - least(greatest(promise.within / 4, interval '1 hour'), interval '12 hours')"""
BOUND = [django.core.validators.MinValueValidator(1)]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0033_phrases"),
    ]

    operations = [
        migrations.AddField(
            model_name="coachingrules",
            name="most_a_day",
            field=models.PositiveSmallIntegerField(null=True, validators=BOUND),
        ),
        migrations.AddField(
            model_name="coachingrules",
            name="most_open",
            field=models.PositiveSmallIntegerField(null=True, validators=BOUND),
        ),
        migrations.AddField(
            model_name="waitingsubmission",
            name="warn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["released_by", "released_at"], name="review_by_coach"),
        ),
        migrations.AddIndex(
            model_name="waitingsubmission",
            index=models.Index(
                fields=["warn_at"],
                condition=models.Q(warn_at__isnull=False),
                name="waiting_to_warn",
            ),
        ),
        migrations.RunSQL(
            ADD.format(column=", warn_at", value=WARN), ADD.format(column="", value="")
        ),
    ]
