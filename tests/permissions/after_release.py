"""Says who may do what about another take, and about feedback that was released. The rows are part
of table.py, which says how to read them."""

from core.ids import new_id
from tests.permissions.bodies import dispute, lease
from tests.permissions.licences import LICENCES
from tests.permissions.peers import PEERS
from tests.permissions.row import COACH, NOBODY, Row

REVIEW = "reviews/<uuid:review>"
FEEDBACK = "feedback/<uuid:attempt>"

AFTER_RELEASE: dict[str, Row] = {
    f"PUT {REVIEW}/retake-request": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease(comment=str(new_id()))
    ),
    f"PUT {REVIEW}/tags/<uuid:scene>": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease(option=str(new_id()))
    ),
    f"DELETE {REVIEW}/retake-request": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, query=f"lease={new_id()}"
    ),
    f"GET {REVIEW}/recordings/<uuid:recording>/playback": Row(
        "review-recording", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    "GET feedback-loop": Row(roles=COACH),
    "GET adjudications": Row(roles=COACH),
    "GET disputes": Row(roles=COACH),
    f"PUT {REVIEW}/follow-ups/<uuid:id>": Row(
        "released", roles=COACH, own=NOBODY, colleagues=COACH, body={"text": "Hm."}
    ),
    # feedback is its owner's alone, and so is what they said themselves before it
    f"GET {FEEDBACK}": Row("feedback"),
    f"PUT {FEEDBACK}/reading": Row("feedback"),
    f"GET {FEEDBACK}/recordings/<uuid:recording>/playback": Row("feedback-recording"),
    "GET attempts/<uuid:attempt>/self-assessment": Row("feedback"),
    "PUT attempts/<uuid:attempt>/self-assessment/scores/<uuid:criterion>": Row(
        "feedback", body={"submission": str(new_id()), "level": str(new_id())}
    ),
    f"PUT {FEEDBACK}/dispute": Row("feedback", body=dispute),
    f"PUT {FEEDBACK}/follow-ups/<uuid:id>": Row("feedback", body={"text": "Hm."}),
    **PEERS,
} | LICENCES
