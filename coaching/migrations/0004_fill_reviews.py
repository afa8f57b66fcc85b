"""Fills what reviews and comments point at, and hands the results of released reviews to training.

A batch per transaction; a run that was cut off goes on where it stopped.
"""

from django.db import migrations, transaction

BATCH = 5_000

END_OF_BATCH = """
SELECT id FROM coaching_review WHERE %(after)s::uuid IS NULL OR id > %(after)s
ORDER BY id OFFSET %(batch)s - 1 LIMIT 1
"""

WITHIN = """
    (%(after)s::uuid IS NULL OR r.id > %(after)s) AND (%(until)s::uuid IS NULL OR r.id <= %(until)s)
"""

# Left by a take that went back to its owner: nobody could reach it, and taking the attempt's next
# submission would have deleted it.
STALE = f"""
    SELECT r.id FROM coaching_review r
    WHERE r.released_at IS NULL AND NOT EXISTS (
        SELECT FROM training_submission s
        JOIN training_submissiontake t ON t.submission_id = s.id
        WHERE s.attempt_id = r.attempt_id AND t.take_id = r.take_id
    ) AND {WITHIN}
"""

FILL = [
    *(f"DELETE FROM {table} WHERE review_id IN ({STALE})"
      for table in ("coaching_score", "coaching_comment", "coaching_lease")),
    f"DELETE FROM coaching_review WHERE id IN ({STALE})",
    f"""
    UPDATE coaching_review r SET submission_id = s.id
    FROM training_submission s
    WHERE s.attempt_id = r.attempt_id AND r.submission_id IS NULL AND {WITHIN}
    """,
    f"""
    UPDATE coaching_comment c SET take_id = r.take_id
    FROM coaching_review r
    WHERE c.review_id = r.id AND c.take_id IS NULL AND {WITHIN}
    """,
    f"""
    INSERT INTO training_result (id, submission_id, technique_id, level, of, given_at)
    SELECT encode(set_byte(
            overlay(uuid_send(gen_random_uuid()) PLACING
                substring(int8send((extract(epoch FROM r.released_at) * 1000)::bigint) FROM 3)
                FROM 1 FOR 6),
            6, 112 + floor(random() * 16)::int), 'hex')::uuid,
        r.submission_id, c.technique_id, l.value,
        (SELECT max(value) FROM scenarios_level WHERE criterion_id = c.id), r.released_at
    FROM coaching_review r
    JOIN coaching_score score ON score.review_id = r.id
    JOIN scenarios_criterion c ON c.id = score.criterion_id
    JOIN scenarios_level l ON l.id = score.level_id
    WHERE r.released_at IS NOT NULL AND {WITHIN} AND NOT EXISTS (
        SELECT FROM training_result WHERE submission_id = r.submission_id
    )
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
    dependencies = [("coaching", "0003_review_of_submission")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
