"""Says who may do what to whose: one row for each method of each route under /api/v1.

Read a row as: a member whose role is not in `roles` gets 403; of the others, those in `own` reach
their own thing and those in `colleagues` a colleague's (or the organisation's), the rest get 404.
Never in a row, because it holds for all: nobody signed in gets 401; whoever is not a member gets
404; and another organisation's thing is 404 for everyone, whatever their role.
"""

from core.ids import new_id
from tests.permissions.after_release import AFTER_RELEASE
from tests.permissions.bodies import (
    LEAVE,
    PHRASE,
    RUBRIC_FILE,
    TUS,
    UPLOAD,
    browser,
    chosen_take,
    lease,
    met,
    option,
    package,
    reader,
    recording,
    regrade,
    rubric_draft,
    scenario_draft,
    selection,
    step,
    stretch,
)
from tests.permissions.live_sessions import LIVE_SESSIONS
from tests.permissions.programmes import PROGRAMMES
from tests.permissions.reviewing import REVIEWING
from tests.permissions.row import (
    ADMIN,
    AUTHOR,
    COACH,
    LISTERS,
    MAKERS,
    MEMBERS,
    NOBODY,
    OVERSEERS,
    PRACTISING,
    READERS,
    Row,
)
from tests.scenarios.content import both

ATTEMPT = "attempts/<uuid:attempt>"
TAKE = f"{ATTEMPT}/takes/<uuid:take>"
REVIEW = "reviews/<uuid:review>"
TEXTS = "message-texts/<slug:kind>/<slug:language>"
NUDGES = {"kind": "nudge", "language": "nl"}
WORDING = {"subject": "Een oefening", "line": "{title} is er. {why}"}
VERSION = "scenario-versions/<uuid:version>"

TABLE: dict[str, Row] = {
    # accounts
    "GET me": Row(personal=True),
    "PATCH me": Row(personal=True, body={"name": "Anders"}),
    "GET membership": Row(),
    "PATCH membership": Row(body={"time_zone": "Europe/Paris"}),
    "GET people": Row(roles=OVERSEERS),
    "POST people": Row(
        roles=ADMIN, body={"email": "new@haven.example", "name": "New", "roles": ["employee"]}
    ),
    "GET people/<uuid:membership>": Row("person", roles=ADMIN, colleagues=ADMIN),
    "PATCH people/<uuid:membership>": Row(
        "person", roles=ADMIN, colleagues=ADMIN, body={"time_zone": "Europe/Paris"}
    ),
    "POST people/<uuid:membership>/invitation": Row("person", roles=ADMIN, colleagues=ADMIN),
    "GET teams": Row(roles=OVERSEERS),
    "POST teams": Row(roles=ADMIN, body={"name": "Night shift"}),
    "PATCH teams/<uuid:team>": Row(
        "team", roles=ADMIN, colleagues=ADMIN, body={"name": "Night shift"}
    ),
    # notifications
    "GET messages": Row(),
    "GET messages/unread": Row(),
    "PUT messages/reading": Row(body={"about": str(new_id())}),
    "PUT messages/<uuid:message>/reading": Row("message"),
    "GET message-preferences": Row(),
    "PUT message-preferences": Row(body={"kind": "nudge", "channel": "mail", "wanted": False}),
    "GET message-texts": Row(roles=ADMIN),
    f"GET {TEXTS}": Row(roles=ADMIN, names=NUDGES),
    f"PUT {TEXTS}": Row(roles=ADMIN, names=NUDGES, body={"wordings": [WORDING]}),
    f"DELETE {TEXTS}": Row(roles=ADMIN, names=NUDGES),
    f"POST {TEXTS}/preview": Row(roles=ADMIN, names=NUDGES, body=WORDING),
    "GET quiet-hours": Row(),
    "GET devices": Row(),
    "PUT devices/<uuid:device>": Row("device", body=browser),
    "DELETE devices/<uuid:device>": Row("device"),
    "PUT quiet-hours": Row(body={"begins": "22:00", "ends": "07:00"}),
    # media
    "POST uploads": Row(headers=TUS),
    "GET uploads/<uuid:id>": Row("upload"),
    "PUT uploads/<uuid:id>": Row("upload", body=UPLOAD),
    "DELETE uploads/<uuid:id>": Row("upload"),
    "GET videos/<uuid:id>": Row("video"),
    "GET videos/<uuid:id>/playback": Row("video"),
    "GET videos/<uuid:id>/captions/<slug:language>": Row("video"),
    "PUT videos/<uuid:id>/captions/<slug:language>": Row("video", body={"text": "WEBVTT"}),
    "DELETE videos/<uuid:id>/captions/<slug:language>": Row("video"),
    "GET videos/<uuid:id>/captions/<slug:language>/draft": Row("video"),
    "POST videos/<uuid:id>/captions/<slug:language>/draft": Row("video"),
    "POST videos/<uuid:id>/captions/<slug:language>/proposal": Row("video", body={"script": "Hm."}),
    "GET videos/<uuid:id>/poster": Row("clip", roles=AUTHOR, colleagues=AUTHOR),
    "PUT videos/<uuid:id>/poster": Row(
        "clip", roles=AUTHOR, colleagues=AUTHOR, body={"at_ms": 1000}
    ),
    "PUT videos/<uuid:id>/trim": Row("trimmed", roles=AUTHOR, colleagues=AUTHOR, body=stretch),
    # scenarios
    "GET techniques": Row(roles=LISTERS),
    "POST techniques": Row(
        roles=AUTHOR | ADMIN,
        body={"code": "new", "name": both("New"), "description": both("New")},
    ),
    "GET techniques/<uuid:technique>": Row("technique", roles=LISTERS, colleagues=LISTERS),
    "PATCH techniques/<uuid:technique>": Row(
        "technique", roles=AUTHOR | ADMIN, colleagues=AUTHOR | ADMIN, body={"is_hidden": True}
    ),
    "PUT technique-order": Row(roles=AUTHOR | ADMIN, body={"ids": []}),
    "GET aggression-types": Row(roles=LISTERS),
    "POST aggression-types": Row(
        roles=AUTHOR | ADMIN,
        body={
            "code": "new",
            "name": both("New"),
            "description": both("New"),
            "style": "supportive",
        },
    ),
    "GET aggression-types/<uuid:aggression_type>": Row(
        "aggression-type", roles=LISTERS, colleagues=LISTERS
    ),
    "PATCH aggression-types/<uuid:aggression_type>": Row(
        "aggression-type", roles=AUTHOR | ADMIN, colleagues=AUTHOR | ADMIN, body={"is_hidden": True}
    ),
    "PUT aggression-type-order": Row(roles=AUTHOR | ADMIN, body={"ids": []}),
    "GET rubrics": Row(roles=LISTERS),
    "POST rubrics": Row(roles=AUTHOR, body={"code": "new", "name": both("New")}),
    "GET rubric-versions/<uuid:version>": Row("rubric-version", roles=READERS, colleagues=READERS),
    "PUT rubric-versions/<uuid:version>": Row(
        "rubric-version", roles=AUTHOR, colleagues=AUTHOR, body=rubric_draft
    ),
    "GET rubric-versions/<uuid:version>/export": Row(
        "rubric-version", roles=READERS, colleagues=READERS, query="format=csv"
    ),
    "PUT rubrics/<uuid:rubric>/versions/<uuid:version>/import": Row(
        "rubric-version", roles=AUTHOR, colleagues=AUTHOR, body=RUBRIC_FILE
    ),
    "POST rubric-versions/<uuid:version>/publication": Row(
        "rubric-version", roles=AUTHOR, colleagues=AUTHOR
    ),
    "GET clips": Row(roles=AUTHOR),
    "DELETE clips/<uuid:clip>": Row("used-clip", roles=AUTHOR, colleagues=AUTHOR),
    "GET scenarios": Row(roles=LISTERS),
    "POST scenarios": Row(roles=AUTHOR, body={"code": "new"}),
    "GET scenarios/<uuid:scenario>": Row("scenario-version", roles=LISTERS, colleagues=LISTERS),
    "PUT scenarios/<uuid:scenario>/retirement": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR
    ),
    "DELETE scenarios/<uuid:scenario>/retirement": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR
    ),
    "GET scenario-versions/<uuid:version>": Row(
        "scenario-version", roles=READERS, colleagues=READERS
    ),
    "PUT scenario-versions/<uuid:version>": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR, body=scenario_draft
    ),
    "POST scenario-versions/<uuid:version>/publication": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR
    ),
    "POST scenario-packages": Row(
        "scenario-version", roles=AUTHOR, colleagues=AUTHOR, body=selection
    ),
    "GET package-imports/<uuid:id>": Row("package-import", roles=AUTHOR, own=AUTHOR),
    "PUT package-imports/<uuid:id>": Row("package-import", roles=AUTHOR, own=AUTHOR, body=package),
    "DELETE package-imports/<uuid:id>": Row("package-import", roles=AUTHOR, own=AUTHOR),
    "PUT package-imports/<uuid:id>/confirmation": Row("package-import", roles=AUTHOR, own=AUTHOR),
    "GET scenario-versions/<uuid:version>/exercise": Row(
        "scenario-version", roles=READERS, colleagues=READERS
    ),
    "GET scenario-versions/<uuid:version>/scenes/<uuid:scene>/playback": Row(
        "scenario-version", roles=READERS, colleagues=READERS
    ),
    "GET authoring-rules": Row(roles=LISTERS),
    "PUT authoring-rules": Row(roles=ADMIN, body={"needs_reading": True}),
    "GET readers": Row(roles=READERS),
    f"GET {VERSION}/readings": Row("scenario-version", roles=READERS, colleagues=READERS),
    f"PUT {VERSION}/readings/<uuid:reading>": Row(
        "asked", roles=AUTHOR, colleagues=AUTHOR, body=reader
    ),
    f"PUT {VERSION}/readings/<uuid:reading>/completion": Row("reading", roles=READERS),
    f"PUT {VERSION}/remarks/<uuid:remark>": Row(
        "scenario-version",
        roles=READERS,
        colleagues=READERS,
        body={"place": "title", "text": "Shorter?"},
    ),
    f"DELETE {VERSION}/remarks/<uuid:remark>": Row(
        "scenario-version", roles=READERS, colleagues=READERS
    ),
    f"PUT {VERSION}/remarks/<uuid:remark>/resolution": Row(
        "reading", roles=READERS, colleagues=READERS
    ),
    f"DELETE {VERSION}/remarks/<uuid:remark>/resolution": Row(
        "reading", roles=READERS, colleagues=READERS
    ),
    # training: practice is its owner's alone, whatever others' roles
    "GET today": Row(),
    "GET calendar": Row(),
    "PUT calendar/leaves/<uuid:leave>": Row("leave", body=LEAVE),
    "DELETE calendar/leaves/<uuid:leave>": Row("leave"),
    "PUT calendar/snooze": Row(body={"choice": "tomorrow"}),
    "DELETE calendar/snooze": Row(),
    "GET moments": Row(),
    "PUT moments": Row(body={"is_learned": True}),
    "GET moment-rules": Row(),
    "PUT moment-rules": Row(roles=ADMIN, body={"may_learn": True}),
    "GET skills": Row(),
    "GET steps/<uuid:step>": Row("step", colleagues=MEMBERS),  # all are in the one programme
    "PUT steps/<uuid:step>/opening": Row("step", colleagues=MEMBERS),
    "PUT steps/<uuid:step>/postponement": Row("step", colleagues=MEMBERS),
    "DELETE steps/<uuid:step>/postponement": Row("step", colleagues=MEMBERS),
    **REVIEWING,
    **AFTER_RELEASE,
    **LIVE_SESSIONS,
    **PROGRAMMES,
    "GET attempts": Row(),
    "GET comparisons": Row(),
    # All practise the one exercise, and each gets their own takes of it.
    "GET comparisons/<uuid:exercise>": Row("compared", colleagues=MEMBERS),
    f"GET {ATTEMPT}": Row("attempt"),
    f"PUT {ATTEMPT}": Row("attempt", body=step),
    f"PUT {ATTEMPT}/answers/<uuid:scene>": Row("attempt", body=option),
    f"PUT {ATTEMPT}/path": Row("attempt", body=met),
    f"GET {ATTEMPT}/scenes/<uuid:scene>/playback": Row("watched"),
    f"GET {ATTEMPT}/scenes/<uuid:scene>/example": Row("replied"),
    f"GET {ATTEMPT}/scenes/<uuid:scene>/example/playback": Row("replied"),
    f"PUT {ATTEMPT}/completion": Row("attempt"),
    f"POST {ATTEMPT}/submission": Row(
        "attempt", only_looking=MEMBERS - PRACTISING, body=chosen_take
    ),
    f"GET {TAKE}": Row("attempt"),
    f"PUT {TAKE}": Row("attempt", body=recording),
    f"DELETE {TAKE}": Row("attempt"),
    f"PUT {TAKE}/self-check": Row("attempt", body={"criteria": []}),
    f"GET {TAKE}/playback": Row("attempt"),
    # coaching: a coach sees submitted takes, but never judges their own
    "GET queue": Row(roles=COACH),
    "GET reviews": Row(roles=COACH),
    "GET fairness": Row(roles=COACH | ADMIN),
    "POST leases": Row(roles=COACH),
    "DELETE leases/<uuid:lease>": Row("lease", roles=COACH),
    "POST leases/<uuid:lease>/renewal": Row("lease", roles=COACH),
    "GET phrases": Row(roles=COACH),
    "PUT phrases/<uuid:phrase>": Row("phrase", roles=COACH, body=PHRASE),
    "DELETE phrases/<uuid:phrase>": Row("phrase", roles=COACH),
    "PUT regrades/<uuid:id>": Row(
        "scored", roles=COACH, only_looking=COACH, colleagues=COACH, body=regrade
    ),
    "DELETE regrades/<uuid:id>": Row("regrade", roles=COACH),
    f"GET {REVIEW}": Row("review", roles=COACH, own=NOBODY, colleagues=COACH),
    f"GET {REVIEW}/takes/<uuid:take>/playback": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    f"GET {REVIEW}/scenes/<uuid:scene>/playback": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    f"GET {REVIEW}/scenes/<uuid:scene>/example/playback": Row(
        "review-example", roles=COACH, own=NOBODY, colleagues=COACH
    ),
    f"POST {REVIEW}/release": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease()
    ),
    f"PUT {REVIEW}/scores/<uuid:criterion>": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, body=lease(level=str(new_id()))
    ),
    f"PUT {REVIEW}/comments/<uuid:comment>": Row(
        "review",
        roles=COACH,
        own=NOBODY,
        colleagues=COACH,
        body=lease(take=str(new_id()), at_ms=1, kind="note", text="Mine"),
    ),
    f"DELETE {REVIEW}/comments/<uuid:comment>": Row(
        "review", roles=COACH, own=NOBODY, colleagues=COACH, query=f"lease={new_id()}"
    ),
    # how it is used and practised, in counts, for those who make exercises
    "GET scenarios/<uuid:scenario>/usage": Row("scenario-version", roles=MAKERS, colleagues=MAKERS),
    "GET scenario-versions/<uuid:version>/statistics": Row(
        "scenario-version", roles=MAKERS, colleagues=MAKERS
    ),
    # what was sent in is its owner's alone
    f"PUT {ATTEMPT}/withdrawal": Row("attempt"),
}
