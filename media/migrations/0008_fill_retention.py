"""Gives every take a term, a batch per transaction: from when it was made.

What is past its term already goes a week after this, not at once: until then an operator can still
choose a longer one. Takes that were sent get their term from training.
"""

from django.db import migrations, transaction

BATCH = 10_000

END_OF_BATCH = """
SELECT id FROM media_video WHERE %(after)s::uuid IS NULL OR id > %(after)s
ORDER BY id OFFSET %(batch)s - 1 LIMIT 1
"""

FILL = """
UPDATE media_video v SET
    kept_from = v.created_at,
    delete_after = greatest(
        v.created_at + o.video_retention_days * interval '1 day', now() + interval '7 days'
    )
FROM accounts_organisation o
WHERE o.id = v.organisation_id AND v.purpose = 'take' AND v.delete_after IS NULL
    AND (%(after)s::uuid IS NULL OR v.id > %(after)s)
    AND (%(until)s::uuid IS NULL OR v.id <= %(until)s)
"""


def fill(apps, schema_editor):
    after = None
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(END_OF_BATCH, {"after": after, "batch": BATCH})
            until = next((row[0] for row in cursor.fetchall()), None)
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute(FILL, {"after": after, "until": until})
            if until is None:
                return
            after = until


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("media", "0007_retention"), ("accounts", "0004_retention")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
