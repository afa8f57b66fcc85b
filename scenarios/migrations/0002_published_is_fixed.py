"""The database refuses any change to a published version and to what hangs on it.

Children look up the `published_at` of the version they belong to, before and after the change, and
lock that row FOR SHARE: publishing waits for an unfinished edit, and an edit for an unfinished
publication. Cascades delete children first, so they are refused too, and with them the deletion of
an organisation with published content. TRUNCATE is not refused (tests empty tables with it).

Refusals carry SQLSTATE 23001 (restrict_violation), which Django raises as IntegrityError.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION scenarios_refuse_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION '% % is published and cannot change', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

-- Arguments: the column that points upward, and the query that finds published_at by its value.
CREATE FUNCTION scenarios_refuse_published_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_image jsonb;
    published timestamptz;
BEGIN
    FOREACH row_image IN ARRAY ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    ] LOOP
        CONTINUE WHEN row_image IS NULL;
        EXECUTE TG_ARGV[1] INTO published USING (row_image ->> TG_ARGV[0])::uuid;
        IF published IS NOT NULL THEN
            RAISE EXCEPTION '% belongs to a published version and cannot change', TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION scenarios_refuse_unpublished_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.published_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM scenarios_rubricversion
        WHERE id = NEW.rubric_version_id AND published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'scenario version % needs a published rubric version', NEW.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER published_rubric BEFORE INSERT OR UPDATE ON scenarios_scenarioversion
    FOR EACH ROW EXECUTE FUNCTION scenarios_refuse_unpublished_rubric();
"""

NO_FUNCTIONS = """
DROP TRIGGER published_rubric ON scenarios_scenarioversion;
DROP FUNCTION scenarios_refuse_unpublished_rubric();
DROP FUNCTION scenarios_refuse_published_part();
DROP FUNCTION scenarios_refuse_published_version();
"""

VERSIONS = ["scenarios_rubricversion", "scenarios_scenarioversion"]

OF_RUBRIC = "SELECT published_at FROM scenarios_rubricversion WHERE id = $1 FOR SHARE"
OF_CRITERION = (
    "SELECT v.published_at FROM scenarios_rubricversion v JOIN scenarios_criterion c "
    "ON c.version_id = v.id WHERE c.id = $1 FOR SHARE OF v"
)
OF_SCENARIO = "SELECT published_at FROM scenarios_scenarioversion WHERE id = $1 FOR SHARE"
OF_SCENE = (
    "SELECT v.published_at FROM scenarios_scenarioversion v JOIN scenarios_scene s "
    "ON s.version_id = v.id WHERE s.id = $1 FOR SHARE OF v"
)
PARTS = [
    ("scenarios_criterion", "version_id", OF_RUBRIC),
    ("scenarios_level", "criterion_id", OF_CRITERION),
    ("scenarios_scenarioversion_techniques", "scenarioversion_id", OF_SCENARIO),
    ("scenarios_scene", "version_id", OF_SCENARIO),
    ("scenarios_sceneclip", "scene_id", OF_SCENE),
    ("scenarios_option", "scene_id", OF_SCENE),
]


def _version(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER published_is_fixed BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION scenarios_refuse_published_version()",
        f"DROP TRIGGER published_is_fixed ON {table}",
    )


def _part(table, column, query):
    return migrations.RunSQL(
        f"CREATE TRIGGER published_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION scenarios_refuse_published_part('{column}', '{query}')",
        f"DROP TRIGGER published_is_fixed ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *(_version(table) for table in VERSIONS),
        *(_part(*part) for part in PARTS),
    ]
