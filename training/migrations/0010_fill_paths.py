"""Fills paths and chosen options from the answers and takes of before, a batch per transaction.

Exercises had no branches then: a path is the scenes in their order, up to the last that was
answered or recorded. A run that was cut off goes on where it stopped.
"""

from django.db import migrations, transaction

BATCH = 10_000

END_OF_BATCH = """
SELECT id FROM training_attempt WHERE %(after)s::uuid IS NULL OR id > %(after)s
ORDER BY id OFFSET %(batch)s - 1 LIMIT 1
"""

WITHIN = """
    (%(after)s::uuid IS NULL OR a.id > %(after)s) AND (%(until)s::uuid IS NULL OR a.id <= %(until)s)
"""


def id_of(instant):
    """Ids as the verbs make them: UUIDv7 of the instant."""
    return f"""
    encode(set_byte(
        overlay(uuid_send(gen_random_uuid()) PLACING
            substring(int8send((extract(epoch FROM {instant}) * 1000)::bigint) FROM 3)
            FROM 1 FOR 6),
        6, 112 + floor(random() * 16)::int), 'hex')::uuid
    """


FILL = [
    f"""
    INSERT INTO training_answeroption (id, answer_id, option_id)
    SELECT {id_of("answer.chosen_at")}, answer.id, answer.option_id
    FROM training_answer answer JOIN training_attempt a ON a.id = answer.attempt_id
    WHERE {WITHIN}
    ON CONFLICT (answer_id, option_id) DO NOTHING
    """,
    f"""
    WITH met AS (
        SELECT a.id AS attempt_id, scene.id AS scene_id, scene."order", a.started_at,
            answer.chosen_at, taken.first_at, coalesce(taken.made, 0) AS made,
            answer.id IS NOT NULL OR taken.made IS NOT NULL AS done
        FROM training_attempt a
        JOIN scenarios_scene scene ON scene.version_id = a.scenario_version_id
        LEFT JOIN training_answer answer
            ON answer.attempt_id = a.id AND answer.scene_id = scene.id
        LEFT JOIN LATERAL (
            SELECT min(created_at) AS first_at, count(*) AS made FROM training_take
            WHERE attempt_id = a.id AND scene_id = scene.id HAVING count(*) > 0
        ) taken ON true
        WHERE {WITHIN}
    ), numbered AS (
        SELECT *,
            row_number() OVER (PARTITION BY attempt_id ORDER BY "order") AS place,
            max("order") FILTER (WHERE done) OVER (PARTITION BY attempt_id) AS last
        FROM met
    )
    INSERT INTO training_pathscene (id, attempt_id, scene_id, "order", entered_at, takes_made)
    SELECT {id_of("coalesce(chosen_at, first_at, started_at)")}, attempt_id, scene_id, place,
        coalesce(chosen_at, first_at, started_at), made
    FROM numbered
    WHERE place = 1 OR "order" <= last
    ON CONFLICT (attempt_id, scene_id) DO NOTHING
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
    dependencies = [("training", "0009_paths_and_options")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
