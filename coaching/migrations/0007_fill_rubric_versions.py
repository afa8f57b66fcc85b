"""Gives each review the rubric version that its attempt was made under.

A batch per transaction; a run that was cut off goes on where it stopped.
"""

from django.db import migrations, transaction

BATCH = 5_000

FILL = """
UPDATE coaching_review r SET rubric_version_id = v.rubric_version_id
FROM training_submission s
JOIN training_attempt a ON a.id = s.attempt_id
JOIN scenarios_scenarioversion v ON v.id = a.scenario_version_id
WHERE s.id = r.submission_id AND v.rubric_version_id IS NOT NULL AND r.id IN (
    SELECT id FROM coaching_review WHERE rubric_version_id IS NULL ORDER BY id LIMIT %s
)
"""


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        while True:
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute(FILL, [BATCH])
                if not cursor.rowcount:
                    return


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("coaching", "0006_rubric_version_of_review")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
