"""Writes the people who are nudged, by generate_series, and makes some of their nudges due.

Twenty organisations in five time zones, each with programmes of three exercises. From a million
enrolments on, people are in several programmes each.
"""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

ORGANISATIONS, STEPS, MOST_PEOPLE = 20, 3, 1_000_000
ZONES = ("Europe/Amsterdam", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Tokyo")

# Ids sort by time, as those of the application do.
IDS = {
    name: f"('00000000-0000-7000-8{digit}00-' || lpad(to_hex({number}), 12, '0'))::uuid"
    for name, digit, number in (
        ("person", 1, "n"),
        ("member", 2, "n"),
        ("enrolment", 3, "n * 8 + k"),
    )
}

PEOPLE = """
INSERT INTO accounts_person
    (password, is_superuser, id, email, name, language, is_active, is_staff, date_joined)
SELECT '', false, {person}, 'p' || n || '@bench.example', 'P ' || n, 'nl', true, false,
    now()
FROM generate_series(1, %(people)s) n
"""
MEMBERSHIPS = """
INSERT INTO accounts_membership
    (id, roles, time_zone, is_active, created_at, person_id, organisation_id, name)
SELECT {member}, ARRAY['employee'], (%(zones)s::text[])[1 + n %% 5], true, now(),
    {person}, (%(organisations)s::uuid[])[1 + n %% %(count)s], ''
FROM generate_series(1, %(people)s) n
"""
# The first programme's nudges may be made due; the others' are up to four days away.
ENROLMENTS = """
INSERT INTO training_enrolment
    (id, state, next_slot, created_at, membership_id, programme_id, set_aside, next_step_id,
     next_nudge_at, next_reason)
SELECT {enrolment}, 'active', 1, now() - interval '30 days',
    {member}, (%(programmes)s::uuid[])[k * %(count)s + 1 + n %% %(count)s], '',
    (%(steps)s::uuid[])[k * %(count)s + 1 + n %% %(count)s],
    now() + interval '2 days' + random() * interval '4 days', 'new'
FROM generate_series(1, %(people)s) n, generate_series(0, %(each)s - 1) k
"""
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid IN (
    'accounts_membership'::regclass, 'training_enrolment'::regclass
)
"""
# One minute of a morning: the database's clock makes all of them due at once.
DUE = """
UPDATE training_enrolment SET next_slot = 1, state = 'active',
    next_nudge_at = now() - interval '10 minutes' + random() * interval '1 minute'
WHERE id = ANY (ARRAY(SELECT {enrolment} FROM generate_series(1, %(due)s) n, (VALUES (0)) v (k)))
"""


def write(enrolments: int) -> None:
    """Write so many enrolments, none of them due, and what they need."""
    people = min(enrolments, MOST_PEOPLE)
    each = enrolments // people
    organisations, programmes, steps = _courses(each)
    values: dict[str, Any] = {
        "people": people,
        "each": each,
        "zones": list(ZONES),
        "count": ORGANISATIONS,
        "organisations": organisations,
        "programmes": programmes,
        "steps": steps,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        # Whether each row points at another one is known here, and looking costs most of the time.
        cursor.execute(FOREIGN_KEYS)
        keys = cursor.fetchall()
        for table, name, _is in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for statement in (PEOPLE, MEMBERSHIPS, ENROLMENTS):
            cursor.execute(statement.format(**IDS), values)
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID")
    _vacuum("accounts_person", "accounts_membership", "training_enrolment")


def make_due(due: int) -> None:
    """Forget every nudge and message, and make so many enrolments due."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE training_nudge, notifications_delivery, notifications_message CASCADE"
        )
        cursor.execute(DUE.format(**IDS), {"due": due})
        cursor.execute("UPDATE training_nudgeallowance SET used = 0")
    _vacuum("training_enrolment", "training_nudge", "training_nudgeallowance")


def _courses(each: int) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of organisations, of their programmes (the first of each, then the second of
    each), and of the programmes' first steps."""
    from accounts.models import Organisation
    from scenarios.models import AggressionType, Rubric, RubricVersion, Scenario, ScenarioVersion
    from training.models import Programme, Step

    organisations, exercises = [], []
    for number in range(ORGANISATIONS):
        row = Organisation.objects.create(slug=f"bench-{number}", name=f"Bench {number}")
        organisations.append(row)
        kind = AggressionType.objects.create(
            organisation=row, code="a", name={"nl": "A"}, description={}, style="supportive"
        )
        rubric = Rubric.objects.create(organisation=row, code="r", name={"nl": "R"})
        rubric_version = RubricVersion.objects.create(
            rubric=rubric, number=1, published_at=timezone.now()
        )
        made = []
        for step in range(STEPS):
            scenario = Scenario.objects.create(organisation=row, code=f"s{step}")
            ScenarioVersion.objects.create(
                scenario=scenario,
                number=1,
                title={"nl": f"Oefening {step}", "en": f"Exercise {step}"},
                summary={"nl": "Kort"},
                aggression_type=kind,
                rubric_version=rubric_version,
                published_at=timezone.now(),
            )
            made.append(scenario)
        exercises.append(made)
    programmes, firsts = [], []
    for number in range(each):
        for row, scenarios in zip(organisations, exercises, strict=True):
            course = Programme.objects.create(
                organisation=row,
                code=f"c{number}",
                name={"nl": "Rustig"},
                days_between=2,
                days_at_most=4,
                nudge_from="09:00",
                nudge_until="11:00",
            )
            steps = [
                Step.objects.create(programme=course, order=at, scenario=scenario)
                for at, scenario in enumerate(scenarios, 1)
            ]
            programmes.append(str(course.id))
            firsts.append(str(steps[0].id))
    return [str(row.id) for row in organisations], programmes, firsts


def _vacuum(*tables: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
