"""Fills membership and submissions from the columns that attempts had, a batch per transaction.

No lock is held on more than a batch of rows, and a run that was cut off goes on where it stopped:
each statement leaves alone what an earlier one wrote.
"""

from django.db import migrations, transaction

BATCH = 10_000

# Ids as the verbs make them: UUIDv7, here of the instant of submitting.
ID = """
    encode(set_byte(
        overlay(uuid_send(gen_random_uuid()) PLACING
            substring(int8send((extract(epoch FROM a.submitted_at) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6),
        6, 112 + floor(random() * 16)::int), 'hex')::uuid
"""

END_OF_BATCH = """
SELECT id FROM training_attempt WHERE %(after)s::uuid IS NULL OR id > %(after)s
ORDER BY id OFFSET %(batch)s - 1 LIMIT 1
"""

WITHIN = """
    (%(after)s::uuid IS NULL OR a.id > %(after)s) AND (%(until)s::uuid IS NULL OR a.id <= %(until)s)
"""

FILL = [
    f"""
    UPDATE training_attempt a SET membership_id = e.membership_id
    FROM training_enrolment e
    WHERE e.id = a.enrolment_id AND a.membership_id IS NULL AND {WITHIN}
    """,
    # An open or withdrawn attempt shows nothing to anyone, whatever its columns said.
    f"""
    INSERT INTO training_submission (id, attempt_id, submitted_at, scored_at)
    SELECT {ID}, a.id, a.submitted_at, a.scored_at
    FROM training_attempt a
    WHERE a.state IN ('submitted', 'scored') AND {WITHIN}
    ON CONFLICT (attempt_id) DO NOTHING
    """,
    f"""
    INSERT INTO training_submissiontake (id, submission_id, scene_id, take_id)
    SELECT {ID}, s.id, t.scene_id, t.id
    FROM training_attempt a
    JOIN training_submission s ON s.attempt_id = a.id
    JOIN training_take t ON t.id = a.submitted_take_id
    WHERE {WITHIN}
    ON CONFLICT (take_id) DO NOTHING
    """,
]


def fill(apps, schema_editor):
    after = None
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(END_OF_BATCH, {"after": after, "batch": BATCH})
            until = next((row[0] for row in cursor.fetchall()), None)
            with transaction.atomic(using=schema_editor.connection.alias):
                for statement in FILL:
                    cursor.execute(statement, {"after": after, "until": until})
            if until is None:
                return
            after = until


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("training", "0004_submission")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
