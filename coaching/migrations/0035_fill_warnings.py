"""Says when to warn of what waits already, and is not late by now. A batch per transaction."""

from django.db import migrations, transaction

BATCH = 5_000

FILL = """
WITH unfilled AS (
    SELECT submission_id, promised_at - submitted_at AS within
    FROM coaching_waitingsubmission
    WHERE warn_at IS NULL AND promised_at > now()
    LIMIT %s FOR NO KEY UPDATE
)
UPDATE coaching_waitingsubmission waiting SET warn_at = waiting.promised_at
    - least(greatest(unfilled.within / 4, interval '1 hour'), interval '12 hours')
FROM unfilled WHERE unfilled.submission_id = waiting.submission_id
"""


def fill(apps, schema_editor):
    while True:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            cursor.execute(FILL, [BATCH])
            if cursor.rowcount == 0:
                return


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("coaching", "0034_promises")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
