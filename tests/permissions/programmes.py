"""Says who may do what with programmes, enrolments and certificates: rows of the table."""

from tests.permissions.bodies import enrolment
from tests.permissions.row import ADMIN, MEMBERS, OVERSEERS, Row
from tests.scenarios.content import both

CERTIFICATE = "enrolments/<uuid:enrolment>/certificate"
PROGRAMME = "programmes/<uuid:programme>"

PROGRAMMES: dict[str, Row] = {
    "GET programmes": Row(),
    "PATCH programmes/<uuid:programme>": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body={"nudge_from": "08:15:00"}
    ),
    "GET team-skills": Row(roles=OVERSEERS),
    "GET journeys": Row(),
    "GET theory/<uuid:step>": Row("theory", colleagues=MEMBERS),  # all are in the one programme
    "PUT theory/<uuid:step>/reading": Row("theory", colleagues=MEMBERS),
    "GET verify/<str:code>": Row("verified", public=True),
    "POST enrolments/<uuid:enrolment>/reminder": Row(
        "enrolment", roles=OVERSEERS, colleagues=OVERSEERS
    ),
    f"GET {CERTIFICATE}": Row("certificate", colleagues=OVERSEERS),
    f"PUT {CERTIFICATE}": Row("certificate"),
    f"GET {CERTIFICATE}/file": Row("certificate", colleagues=OVERSEERS),
    f"PUT {CERTIFICATE}/revocation": Row("certificate", roles=ADMIN, colleagues=ADMIN),
    f"POST {CERTIFICATE}/renewal": Row("certificate", roles=ADMIN, colleagues=ADMIN),
    f"POST {PROGRAMME}/enrolments": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body={"everyone": True}
    ),
    f"GET {PROGRAMME}/enrolment-rules": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"POST {PROGRAMME}/enrolment-rules": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body={"team": None}
    ),
    f"DELETE {PROGRAMME}/enrolment-rules/<uuid:rule>": Row(
        "rule", roles=OVERSEERS, colleagues=OVERSEERS
    ),
    f"GET {PROGRAMME}/settings": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"PUT {PROGRAMME}/settings": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body={"name": both("Other")}
    ),
    f"PUT {PROGRAMME}/archival": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"DELETE {PROGRAMME}/archival": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"GET {PROGRAMME}/draft": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"PUT {PROGRAMME}/draft": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body={"steps": []}
    ),
    f"DELETE {PROGRAMME}/draft": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"POST {PROGRAMME}/draft/publication": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"GET {PROGRAMME}/versions": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    "GET programmes/<uuid:programme>/participation": Row(
        "programme", roles=OVERSEERS, colleagues=OVERSEERS
    ),
    "GET enrolments": Row(),
    "POST enrolments": Row(roles=OVERSEERS, body=enrolment),
    "PATCH enrolments/<uuid:enrolment>": Row(
        "enrolment", roles=OVERSEERS, colleagues=OVERSEERS, body={"state": "paused"}
    ),
}
