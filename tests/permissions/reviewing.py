"""Says who may do what about which reviews a coach may take. The rows are part of table.py, which
says how to read them."""

from tests.permissions.row import ADMIN, COACH, NOBODY, Row

COACHES = "coaches/<uuid:coach>"
CONFLICT = f"{COACHES}/conflicts/<uuid:member>"

REVIEWING: dict[str, Row] = {
    "GET coaches": Row(roles=ADMIN),
    f"PUT {COACHES}/scope": Row(
        "lease", roles=ADMIN, colleagues=ADMIN, body={"teams": [], "languages": ["nl"]}
    ),
    f"PUT {CONFLICT}": Row("conflict", roles=ADMIN, colleagues=ADMIN),
    f"DELETE {CONFLICT}": Row("conflict", roles=ADMIN, colleagues=ADMIN),
    "GET conflicts": Row(roles=COACH),
    "PUT queue/<uuid:submission>/conflict": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    "GET coaching-rules": Row(roles=ADMIN),
    "PUT coaching-rules": Row(roles=ADMIN, body={"leaders_review": True}),
}
