"""Writes submissions by generate_series, as copies of one that is made by the application.

One organisation has all of them; another one has two hundred more, the newest, so that a queue that
reads its neighbour's rows shows. Every second submission waits; the others have released
feedback with two scores and two comments. Each person submitted ten.
"""

from importlib import import_module
from typing import Any

from django.db import connection, transaction

from bench.coaching.template import Template, make_template

EACH, NEIGHBOURS = 10, 200
COACHES = 50
TEAM = 100


def write(submissions: int) -> None:
    """Write so many submissions, fifty coaches and one of a team, and the two hundred of the
    neighbours."""
    large = make_template("large", coaches=COACHES + 1)
    small = make_template("small", coaches=1)
    after = (submissions // EACH + 1) * EACH  # no person of both
    with transaction.atomic(), connection.cursor() as cursor:
        tables = sorted({*_copies(large)})
        # Whether each row points at another one is known here, and looking costs most of the time.
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)",
            [tables],
        )
        keys = cursor.fetchall()
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, name, _is in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        _copy_all(cursor, large, 1, submissions)
        _copy_all(cursor, small, after, after + NEIGHBOURS - 1)
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with connection.cursor() as cursor:
        # As the triggers would have, which were off.
        cursor.execute(import_module("coaching.migrations.0012_fill_waiting").FILL, [submissions])
        _bound_last_coach()
        cursor.execute("VACUUM (ANALYZE)")


def _bound_last_coach() -> None:
    """Let the last coach review a team alone, of people from all of the organisation."""
    from accounts.models import Membership, Team
    from coaching.models import CoachScope

    coach = Membership.objects.get(person__email=f"coach-{COACHES}-large@bench.example")
    team = Team.objects.create(organisation_id=coach.organisation_id, name="Team")
    others = Membership.objects.filter(organisation=coach.organisation_id)
    people = list(others.exclude(roles__contains=coach.roles).order_by("id"))
    team.memberships.add(*people[:: max(1, len(people) // TEAM)][:TEAM])
    CoachScope.objects.create(coach=coach).teams.add(team)


def _id(digit: str, number: str = "n") -> str:
    """Return SQL for an id that sorts by time, as those of the application do."""
    return f"('00000000-0000-7000-8{digit}00-' || lpad(to_hex({number}), 12, '0'))::uuid"


IS_WAITING = "mod(n, 2) = 0"
PERSON, MEMBER, ENROLMENT = (_id(digit, f"(n / {EACH})") for digit in "123")
ATTEMPT, SUBMISSION, VIDEO, TAKE, REVIEW = (_id(digit) for digit in "45678")
SUBMITTED_AT = "now() - interval '20 seconds' * (%(last)s - n + 1)"


def _copies(template: Template) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Return for each table the condition of a copy's number, of the row that is copied, and the
    columns in which the copy differs."""
    one_each, scored = f"mod(n, {EACH}) = 0 OR n = %(first)s", f"NOT ({IS_WAITING})"
    mark = {"id": "gen_random_uuid()", "review_id": REVIEW}
    of_template = f"review_id = '{template.review}'"
    return {
        "accounts_person": (
            one_each,
            f"id = '{template.person}'",
            {
                "id": PERSON,
                "email": f"'p' || n / {EACH} || '@bench.example'",
                "name": f"'P ' || n / {EACH}",
            },
        ),
        "accounts_membership": (
            one_each,
            f"id = '{template.membership}'",
            {"id": MEMBER, "person_id": PERSON},
        ),
        "training_enrolment": (
            one_each,
            f"id = '{template.enrolment}'",
            {"id": ENROLMENT, "membership_id": MEMBER},
        ),
        "training_attempt": (
            "true",
            f"id = '{template.attempt}'",
            {
                "id": ATTEMPT,
                "membership_id": MEMBER,
                "enrolment_id": ENROLMENT,
                "number": f"1 + mod(n, {EACH})",
                "state": f"CASE WHEN {IS_WAITING} THEN 'submitted' ELSE 'scored' END",
            },
        ),
        "training_pathscene": (
            "true",
            f"attempt_id = '{template.attempt}'",
            {"id": "gen_random_uuid()", "attempt_id": ATTEMPT},
        ),
        "media_video": ("true", f"id = '{template.video}'", {"id": VIDEO, "owner_id": MEMBER}),
        "training_take": (
            "true",
            f"id = '{template.take}'",
            {"id": TAKE, "attempt_id": ATTEMPT, "video_id": VIDEO},
        ),
        "training_submission": (
            "true",
            f"id = '{template.submission}'",
            {
                "id": SUBMISSION,
                "attempt_id": ATTEMPT,
                "submitted_at": SUBMITTED_AT,
                "scored_at": f"CASE WHEN {IS_WAITING} THEN NULL ELSE now() END",
            },
        ),
        "training_submissiontake": (
            "true",
            f"submission_id = '{template.submission}'",
            {"id": "gen_random_uuid()", "submission_id": SUBMISSION, "take_id": TAKE},
        ),
        "coaching_review": (
            scored,
            f"id = '{template.review}'",
            {
                "id": REVIEW,
                "submission_id": SUBMISSION,
                "released_at": SUBMITTED_AT,
                "released_by_id": f"'{template.coach}'",
            },
        ),
        "coaching_lease": (scored, of_template, {**mark, "ended_at": "now()"}),
        "coaching_score": (scored, of_template, mark),
        "coaching_comment": (scored, of_template, {**mark, "take_id": TAKE}),
    }


def _copy_all(cursor: Any, template: Template, first: int, last: int) -> None:
    for table, (which, of, changed) in _copies(template).items():
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND table_schema = current_schema()",
            [table],
        )
        names = [name for (name,) in cursor.fetchall()]
        values = [changed.get(name, f't."{name}"') for name in names]
        columns = ", ".join(f'"{name}"' for name in names)
        statement = (
            f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)}"  # noqa: S608  # our names
            f" FROM {table} t, generate_series(%(first)s, %(last)s) n WHERE t.{of} AND ({which})"
        )
        cursor.execute(statement, {"first": first, "last": last})
