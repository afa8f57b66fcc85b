"""Says who may do what about live sessions: trainers run their own, managers and admins all, and
change what they planned or give. The rows are part of table.py, which says how to read them."""

from tests.permissions.bodies import WORKSHOP_PLAN
from tests.permissions.row import ADMIN, MANAGER, MEMBERS, OVERSEERS, PRACTISING, Row

WORKSHOP = "workshops/<uuid:workshop>"

LIVE_SESSIONS: dict[str, Row] = {
    "GET workshops": Row(),
    "GET trainers": Row(roles=OVERSEERS),
    f"GET {WORKSHOP}": Row("workshop", colleagues=MEMBERS),
    f"PUT {WORKSHOP}": Row(
        "workshop",
        roles=OVERSEERS,
        colleagues=ADMIN,
        only_seeing=MANAGER,
        body=WORKSHOP_PLAN,
    ),
    f"PUT {WORKSHOP}/cancellation": Row(
        "workshop", roles=OVERSEERS, colleagues=ADMIN, only_seeing=MANAGER
    ),
    f"PUT {WORKSHOP}/registration": Row("workshop", roles=PRACTISING, colleagues=PRACTISING),
    f"DELETE {WORKSHOP}/registration": Row("workshop", roles=PRACTISING, colleagues=PRACTISING),
    f"GET {WORKSHOP}/attendances": Row("workshop", colleagues=OVERSEERS),
    f"PUT {WORKSHOP}/attendances/<uuid:membership>": Row(
        "workshop", colleagues=OVERSEERS, body={"state": "registered"}
    ),
    f"GET {WORKSHOP}/code": Row("workshop", colleagues=OVERSEERS),
    f"PUT {WORKSHOP}/check-in": Row(
        "workshop", roles=PRACTISING, colleagues=PRACTISING, body={"code": "old"}
    ),
    f"GET {WORKSHOP}/calendar": Row("workshop", colleagues=MEMBERS),
    "GET next-session": Row(),
    "GET team-duties": Row(roles=OVERSEERS),
    "PUT teams/<uuid:team>/risk": Row(
        "team", roles=ADMIN, colleagues=ADMIN, body={"profile": "low"}
    ),
    "GET own-duty": Row(),
    "GET calendar-feed": Row(),
    "POST calendar-feed": Row(body={"with_practice": True}),
    "PATCH calendar-feed": Row(body={"with_practice": True}),
    "DELETE calendar-feed": Row(),
}
