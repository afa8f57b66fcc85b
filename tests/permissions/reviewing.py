"""Says who may do what about which reviews a coach may take. The rows are part of table.py, which
says how to read them."""

from collections.abc import Mapping
from typing import Any

from core.ids import new_id
from tests.permissions.bodies import Ids, Things, lease
from tests.permissions.row import ADMIN, COACH, NOBODY, Row


def colleague_coach(ids: Ids, things: Things) -> Mapping[str, Any]:
    """Return a body that names a coach of Haven."""
    return {"coach": str(things["lease"]["coach"]["coach"])}


REVIEW = "reviews/<uuid:review>"
COACHES = "coaches/<uuid:coach>"
RULES = {
    "leaders_review": True,
    "most_open": None,
    "most_a_day": 9,
    "promise_hours": 24,
    "second_percent": 5,
    "adjudicate_from": 2,
    "licence_required": False,
    "licence_percent": 60,
    "licence_months": 12,
}
CONFLICT = f"{COACHES}/conflicts/<uuid:member>"

REVIEWING: dict[str, Row] = {
    "GET coaches": Row(roles=ADMIN),
    f"PUT {COACHES}/scope": Row(
        "lease", roles=ADMIN, colleagues=ADMIN, body={"teams": [], "languages": ["nl"]}
    ),
    f"PUT {CONFLICT}": Row("conflict", roles=ADMIN, colleagues=ADMIN),
    f"DELETE {CONFLICT}": Row("conflict", roles=ADMIN, colleagues=ADMIN),
    f"POST {COACHES}/hand-over": Row("lease", roles=ADMIN, colleagues=ADMIN, body={"to": None}),
    "GET assignments": Row(roles=ADMIN),
    "PUT assignments/<uuid:submission>": Row(
        "review", roles=ADMIN, colleagues=ADMIN, body=colleague_coach
    ),
    "DELETE assignments/<uuid:submission>": Row("review", roles=ADMIN, colleagues=ADMIN),
    "GET queue/filters": Row(roles=COACH),
    "GET coaching-figures": Row(roles=COACH | ADMIN),
    "GET conflicts": Row(roles=COACH),
    "PUT queue/<uuid:submission>/conflict": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    "GET kept-drafts": Row(roles=COACH),
    # What is another's is answered like what is gone: see tests/coaching/test_kept_drafts.py.
    "DELETE kept-drafts/<uuid:draft>": Row(roles=COACH, names={"draft": str(new_id())}),
    # finished feedback, which is released later
    f"POST {REVIEW}/finish": Row("review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease()),
    f"PUT {REVIEW}/lead-remarks/<uuid:id>": Row(
        "review",
        roles=COACH,
        own=NOBODY,
        colleagues=COACH,
        body={"version": "0", "text": "Hm."},
        names={"id": str(new_id())},
    ),
    "GET held-reviews": Row(roles=COACH),
    # What is another's is answered like what is gone: see tests/coaching/test_hold.py.
    "POST releases": Row(
        roles=COACH, body={"reviews": [{"review": str(new_id()), "version": "0"}]}
    ),
    # The cast's coach is no lead.
    "GET outcomes-without-coach": Row(roles=ADMIN),
    "GET coaching-rules": Row(roles=ADMIN),
    "PUT coaching-rules": Row(roles=ADMIN, body=RULES),
}
