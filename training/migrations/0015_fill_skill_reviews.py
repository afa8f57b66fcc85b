"""Fills the reviews of skills from the results and self-checks of before, a batch of attempts per
transaction. The memories are left to be computed by the sweep.

How much was reached is computed as domain.memory did at the time. A run that was cut off goes on
where it stopped.
"""

from importlib import import_module

from django.db import migrations, transaction

BATCH = 10_000
_paths = import_module("training.migrations.0010_fill_paths")

FILL = [
    f"""
    WITH judged AS (
        SELECT a.id AS attempt_id, a.membership_id, r.technique_id, s.submitted_at AS at,
            'feedback' AS source, round(avg((r.level - 1) / greatest(r.of - 1, 1.5)), 4) AS reached
        FROM training_attempt a
        JOIN training_submission s ON s.attempt_id = a.id
        JOIN training_result r ON r.submission_id = s.id
        WHERE {_paths.WITHIN} AND r.of > 1
        GROUP BY a.id, r.technique_id, s.submitted_at
        UNION ALL
        SELECT a.id, a.membership_id, c.technique_id, a.finished_at, 'self_check',
            round(avg(CASE WHEN checked.did THEN 1 / 1.5 ELSE 0 END), 4)
        FROM training_attempt a
        -- Of several takes of a reply, the last one with a self-check.
        JOIN LATERAL (
            SELECT DISTINCT ON (t.scene_id) t.id FROM training_take t
            WHERE t.attempt_id = a.id
                AND EXISTS (SELECT FROM training_selfcheck WHERE take_id = t.id)
            ORDER BY t.scene_id, t.number DESC
        ) last ON true
        JOIN training_selfcheck checked ON checked.take_id = last.id
        JOIN scenarios_criterion c ON c.id = checked.criterion_id
        WHERE {_paths.WITHIN} AND a.state = 'finished'
        GROUP BY a.id, c.technique_id
    )
    INSERT INTO training_skillreview
        (id, membership_id, technique_id, attempt_id, revision, source, reached, rating, at,
        created_at)
    SELECT {_paths.id_of("at")}, membership_id, technique_id, attempt_id, 1, source, reached,
        CASE WHEN reached < 0.1667 THEN 1 WHEN reached < 0.5 THEN 2
            WHEN reached < 0.8333 THEN 3 ELSE 4 END,
        at, statement_timestamp()
    FROM judged
    ON CONFLICT (attempt_id, technique_id, revision) DO NOTHING
    """,
    f"""
    INSERT INTO training_skillmemory (id, membership_id, technique_id, parameters)
    SELECT DISTINCT ON (r.membership_id, r.technique_id)
        {_paths.id_of("r.at")}, r.membership_id, r.technique_id, 0
    FROM training_attempt a JOIN training_skillreview r ON r.attempt_id = a.id
    WHERE {_paths.WITHIN}
    ON CONFLICT (membership_id, technique_id) DO NOTHING
    """,
]


def fill(apps, schema_editor):
    after = None
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(_paths.END_OF_BATCH, {"after": after, "batch": BATCH})
            until = next((row[0] for row in cursor.fetchall()), None)
            with transaction.atomic(using=schema_editor.connection.alias):
                for statement in FILL:
                    cursor.execute(statement, {"after": after, "until": until})
            if until is None:
                return
            after = until


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("training", "0014_skill_memory")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
