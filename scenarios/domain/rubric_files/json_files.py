"""Writes and reads a rubric version as JSON of a versioned schema. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from scenarios.domain.completeness import gap
from scenarios.domain.drafts import RubricDraft
from scenarios.domain.rubric_files.tables import RubricFile
from scenarios.errors import RubricFileInvalid

SCHEMA = "kalm-rubric/1"
"""Names the format and its version. A change that older readers misread gets the next number."""


def write_json(draft: RubricDraft, *, code: str, name: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON value of the file. Criteria are in order, levels lowest first."""
    return {
        "schema": SCHEMA,
        "code": code,
        "name": dict(name),
        "criteria": [asdict(criterion) for criterion in draft.criteria],
    }


def read_json(value: Any) -> RubricFile:
    """Return the document in the JSON value. The rubric's own code and name are not part of it.

    Raises RubricFileInvalid where the value is no rubric, or of a schema that is not known here.
    """
    if not isinstance(value, dict) or "criteria" not in value:
        raise RubricFileInvalid(errors=[gap("no_rubric", _("There is no rubric in this file."))])
    if value.get("schema") != SCHEMA:
        detail = _("This file is of a version that we don't know.")
        raise RubricFileInvalid(errors=[gap("schema_unknown", detail, "schema")])
    kept = {name: part for name, part in value.items() if name not in ("schema", "code", "name")}
    return RubricFile(kept)
