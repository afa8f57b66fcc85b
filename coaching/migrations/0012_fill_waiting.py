"""Fills what waits for a coach already. A batch per transaction; a run that was cut off goes on
where it stopped."""

from django.db import migrations, transaction

BATCH = 5_000

# The lock lets no submission be scored or given back between looking and writing.
FILL = """
WITH unfilled AS (
    SELECT submission.id, submission.attempt_id, submission.submitted_at
    FROM training_submission submission
    WHERE submission.scored_at IS NULL AND NOT EXISTS (
        SELECT FROM coaching_waitingsubmission waiting WHERE waiting.submission_id = submission.id
    )
    LIMIT %s FOR NO KEY UPDATE OF submission
)
INSERT INTO coaching_waitingsubmission
    (submission_id, organisation_id, membership_id, language, submitted_at, promised_at)
SELECT unfilled.id, member.organisation_id, member.id, person.language, unfilled.submitted_at,
    unfilled.submitted_at + make_interval(hours => programme.review_promise_hours)
FROM unfilled
JOIN training_attempt attempt ON attempt.id = unfilled.attempt_id
JOIN accounts_membership member ON member.id = attempt.membership_id
JOIN accounts_person person ON person.id = member.person_id
JOIN training_enrolment enrolment ON enrolment.id = attempt.enrolment_id
JOIN training_programme programme ON programme.id = enrolment.programme_id
ON CONFLICT DO NOTHING
"""


def fill(apps, schema_editor):
    while True:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            cursor.execute(FILL, [BATCH])
            if cursor.rowcount == 0:
                return


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("coaching", "0011_waiting_submissions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
