"""Fills what the dashboard counts of reviews that were released already, with what their programme
promises now. A batch per transaction, in the order of the ids; a run that was cut off is repeated.
"""

from uuid import UUID

from django.db import migrations, transaction

BATCH = 5_000

FILL = """
WITH batch AS (
    SELECT id, submission_id, purpose, created_at, released_at, released_by_id FROM coaching_review
    WHERE id > %s ORDER BY id LIMIT %s
), added AS (
    INSERT INTO coaching_turnaround (review_id, organisation_id, programme_id, coach_id, attempt_id,
        purpose, submitted_at, promised_at, released_at)
    SELECT batch.id, programme.organisation_id, programme.id, batch.released_by_id, attempt.id,
        batch.purpose, queued.at,
        CASE WHEN batch.purpose IN ('first', 'second') THEN
            queued.at + make_interval(hours => programme.review_promise_hours) END,
        batch.released_at
    FROM batch
    JOIN training_submission submission ON submission.id = batch.submission_id
    JOIN training_attempt attempt ON attempt.id = submission.attempt_id
    JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
    JOIN training_programme programme ON programme.id = enrolment.programme_id,
    LATERAL (SELECT CASE WHEN batch.purpose = 'second' THEN batch.created_at
        ELSE submission.submitted_at END AS at) queued
    WHERE batch.released_at IS NOT NULL
    ON CONFLICT DO NOTHING
)
SELECT id FROM batch ORDER BY id DESC LIMIT 1
"""


def fill(apps, schema_editor):
    last = UUID(int=0)
    while True:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            cursor.execute(FILL, [last, BATCH])
            found = cursor.fetchone()
        if found is None:
            return
        (last,) = found


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("coaching", "0080_turnarounds")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
