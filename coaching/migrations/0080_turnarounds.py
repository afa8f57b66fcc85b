"""Adds a table of what the dashboard counts of each released review, which triggers keep."""

import django.db.models.deletion
from django.db import migrations, models

PURPOSES = [
    ("first", "first"),
    ("second", "second"),
    ("calibration", "calibration"),
    ("dispute", "dispute"),
    ("regrade", "regrade"),
]

# Whoever releases a review: the row follows. What was promised is known while it waits.
TRIGGERS = """
CREATE FUNCTION coaching_add_turnaround() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coaching_turnaround (review_id, organisation_id, programme_id, coach_id, attempt_id,
        purpose, submitted_at, promised_at, released_at)
    SELECT NEW.id, programme.organisation_id, programme.id, NEW.released_by_id, attempt.id,
        NEW.purpose, queued.at,
        CASE WHEN NEW.purpose IN ('first', 'second') THEN coalesce(waiting.promised_at,
            queued.at + make_interval(hours => programme.review_promise_hours)) END,
        NEW.released_at
    FROM training_submission submission
    JOIN training_attempt attempt ON attempt.id = submission.attempt_id
    JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
    JOIN training_programme programme ON programme.id = enrolment.programme_id
    LEFT JOIN coaching_waitingsubmission waiting ON waiting.submission_id = submission.id,
    LATERAL (SELECT CASE WHEN NEW.purpose = 'second' THEN NEW.created_at
        ELSE submission.submitted_at END AS at) queued
    WHERE submission.id = NEW.submission_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER review_released_has_turnaround AFTER INSERT OR UPDATE OF released_at
    ON coaching_review FOR EACH ROW WHEN (NEW.released_at IS NOT NULL)
    EXECUTE FUNCTION coaching_add_turnaround();
"""

NO_TRIGGERS = """
DROP TRIGGER review_released_has_turnaround ON coaching_review;
DROP FUNCTION coaching_add_turnaround;
"""


def _key(to, **more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to, **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_review_promise"),
        ("coaching", "0060_second_reviews"),
        ("training", "0041_retakes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Turnaround",
            fields=[
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="turnaround",
                        serialize=False,
                        to="coaching.review",
                    ),
                ),
                ("purpose", models.CharField(choices=PURPOSES, max_length=12)),
                ("submitted_at", models.DateTimeField()),
                ("promised_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField()),
                ("attempt", _key("training.attempt")),
                ("coach", _key("accounts.membership", db_index=False)),
                ("organisation", _key("accounts.organisation", db_index=False)),
                ("programme", _key("training.programme", db_index=False)),
            ],
            options={
                "verbose_name": "turnaround",
                "indexes": [
                    models.Index(
                        fields=["organisation", "released_at"], name="turnaround_released"
                    ),
                    models.Index(fields=["coach", "released_at"], name="turnaround_of_coach"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            purpose__in=["first", "second"], promised_at__isnull=False
                        )
                        | (
                            ~models.Q(purpose__in=["first", "second"])
                            & models.Q(promised_at__isnull=True)
                        ),
                        name="turnaround_promised",
                    )
                ],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
