"""Counts the term of every take that was sent from then, a batch per transaction."""

from django.db import migrations, transaction

BATCH = 10_000

END_OF_BATCH = """
SELECT id FROM training_submissiontake WHERE %(after)s::uuid IS NULL OR id > %(after)s
ORDER BY id OFFSET %(batch)s - 1 LIMIT 1
"""

FILL = """
UPDATE media_video v SET
    kept_from = s.submitted_at,
    delete_after = greatest(
        s.submitted_at + o.video_retention_days * interval '1 day', now() + interval '7 days'
    )
FROM accounts_organisation o, training_submissiontake st
JOIN training_submission s ON s.id = st.submission_id
JOIN training_take t ON t.id = st.take_id
WHERE v.id = t.video_id AND o.id = v.organisation_id AND v.purpose = 'take'
    AND v.kept_from < s.submitted_at
    AND (%(after)s::uuid IS NULL OR st.id > %(after)s)
    AND (%(until)s::uuid IS NULL OR st.id <= %(until)s)
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
    dependencies = [
        ("training", "0007_set_aside_and_one_nudge"),
        ("media", "0008_fill_retention"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
