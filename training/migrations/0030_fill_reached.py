"""Fills how well attempts went from their reviews, a batch of attempts per transaction."""

from importlib import import_module

from django.db import migrations, transaction

BATCH = 10_000
_paths = import_module("training.migrations.0010_fill_paths")

FILL = f"""
WITH latest AS (
    SELECT DISTINCT ON (r.attempt_id, r.technique_id) r.attempt_id, r.reached
    FROM training_skillreview r JOIN training_attempt a ON a.id = r.attempt_id
    WHERE {_paths.WITHIN}
    ORDER BY r.attempt_id, r.technique_id, r.revision DESC
)
UPDATE training_attempt a SET reached = judged.reached
FROM (SELECT attempt_id, avg(reached) AS reached FROM latest GROUP BY attempt_id) judged
WHERE a.id = judged.attempt_id
"""


def fill(apps, schema_editor):
    after = None
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(_paths.END_OF_BATCH, {"after": after, "batch": BATCH})
            until = next((row[0] for row in cursor.fetchall()), None)
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute(FILL, {"after": after, "until": until})
            if until is None:
                return
            after = until


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("training", "0029_choosing")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
