"""Names the exercise of what waits already. A batch per transaction."""

from django.db import migrations, transaction

BATCH = 5_000

FILL = """
WITH unfilled AS (
    SELECT submission_id FROM coaching_waitingsubmission WHERE exercise_id IS NULL
    LIMIT %s FOR NO KEY UPDATE
)
UPDATE coaching_waitingsubmission waiting SET exercise_id = version.scenario_id
FROM unfilled
JOIN training_submission submission ON submission.id = unfilled.submission_id
JOIN training_attempt attempt ON attempt.id = submission.attempt_id
JOIN scenarios_scenarioversion version ON version.id = attempt.scenario_version_id
WHERE unfilled.submission_id = waiting.submission_id
"""


def fill(apps, schema_editor):
    while True:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            cursor.execute(FILL, [BATCH])
            if cursor.rowcount == 0:
                return


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("coaching", "0036_assignments")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
