"""Says who may do what about anchors, calibrations and licences. The rows are part of table.py,
which says how to read them."""

from collections.abc import Mapping
from typing import Any

from core.ids import new_id
from tests.permissions.bodies import Ids, Things
from tests.permissions.row import COACH, MAKERS, Row


def _anchor(ids: Ids, things: Things) -> Mapping[str, Any]:
    there = things["anchor"]["author"]
    level = {"criterion": there["criterion"], "level": there["level"], "reason": "It shows."}
    return {
        "title": "Calm",
        "video": there["video"],
        "rubric_version": there["rubric_version"],
        "levels": [level],
    }


def _levels(ids: Ids, things: Things) -> Mapping[str, Any]:
    return {"levels": [{"criterion": ids["criterion"], "level": ids["level"]}]}


ANCHOR = "anchors/<uuid:anchor>"
CALIBRATION = "calibrations/<uuid:calibration>"

LICENCES: dict[str, Row] = {
    "GET anchors": Row(roles=MAKERS),
    f"PUT {ANCHOR}": Row(roles=MAKERS, names={"anchor": str(new_id())}, body=_anchor),
    f"DELETE {ANCHOR}": Row("anchor", roles=MAKERS, colleagues=MAKERS),
    f"GET {ANCHOR}/playback": Row("anchor", roles=MAKERS | COACH, colleagues=MAKERS),
    "GET licence": Row(roles=COACH),
    f"GET {CALIBRATION}": Row("calibration", roles=COACH),
    # One's own open one is answered, whatever id is named.
    f"PUT {CALIBRATION}": Row(roles=COACH, names={"calibration": str(new_id())}),
    f"PUT {CALIBRATION}/anchors/<uuid:anchor>": Row("calibration", roles=COACH, body=_levels),
    f"PUT {CALIBRATION}/completion": Row("calibration", roles=COACH),
}
