"""Says who may do what with programmes, enrolments and certificates: rows of the table. What is a
colleague's for the manager is of a team that they lead, or was made by somebody else."""

from collections.abc import Mapping
from typing import Any

from tests.permissions.bodies import enrolment, led_team
from tests.permissions.row import ADMIN, MANAGER, MEMBERS, OVERSEERS, Row
from tests.scenarios.content import both

CERTIFICATE = "enrolments/<uuid:enrolment>/certificate"
PROGRAMME = "programmes/<uuid:programme>"


def changing(body: Mapping[str, Any] | None = None) -> Row:
    """Return the row of what admins do with each programme, and managers with their own."""
    return Row(
        "programme",
        roles=OVERSEERS,
        colleagues=ADMIN,
        only_seeing=MANAGER,
        body=body or {},
    )


PROGRAMMES: dict[str, Row] = {
    "GET programmes": Row(),
    "PATCH programmes/<uuid:programme>": changing(body={"nudge_from": "08:15:00"}),
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
        "programme", roles=OVERSEERS, colleagues=OVERSEERS, body=led_team
    ),
    f"DELETE {PROGRAMME}/enrolment-rules/<uuid:rule>": Row(
        "rule", roles=OVERSEERS, colleagues=OVERSEERS
    ),
    f"GET {PROGRAMME}/settings": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"PUT {PROGRAMME}/settings": changing(body={"name": both("Other")}),
    f"PUT {PROGRAMME}/archival": changing(),
    f"DELETE {PROGRAMME}/archival": changing(),
    f"GET {PROGRAMME}/draft": Row("programme", roles=OVERSEERS, colleagues=OVERSEERS),
    f"PUT {PROGRAMME}/draft": changing(body={"steps": []}),
    f"DELETE {PROGRAMME}/draft": changing(),
    f"POST {PROGRAMME}/draft/publication": changing(),
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
