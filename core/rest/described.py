"""Describes in OpenAPI the routes that are not views of the REST framework."""

from collections.abc import Collection, Mapping
from typing import Any

from core.rest.schema import statuses_of

JSON = "application/json"
TEXT = {"type": "string"}
PROBLEM = {"$ref": "#/components/responses/Problem"}


def operation(
    name: str,
    description: str,
    *,
    tag: str,
    answers: Mapping[int, Mapping[str, Any]],
    refusals: Collection[int | str],
    body: Mapping[str, Any] | None = None,
    parameters: Collection[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return one operation. `refusals` are statuses, or codes of refusals, which stand for their
    statuses."""
    statuses = set().union(*(_statuses(one) for one in refusals))
    made = {
        "operationId": name,
        "description": description,
        "tags": [tag],
        "security": [{}],
        "responses": {str(status): dict(answer) for status, answer in answers.items()}
        | {str(status): PROBLEM for status in sorted(statuses - set(answers))},
    }
    if parameters:
        made["parameters"] = [dict(one) for one in parameters]
    if body:
        made["requestBody"] = {"required": True, "content": dict(body)}
    return made


def answer(description: str, schema: str | None = None) -> dict[str, Any]:
    """Return one response, with the named schema as its JSON where there is one."""
    if schema is None:
        return {"description": description}
    content = {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}


def texts(*required: str, optional: Collection[str] = ()) -> dict[str, Any]:
    """Return a JSON body whose members are all texts."""
    schema = {
        "type": "object",
        "properties": dict.fromkeys((*required, *optional), TEXT),
        "required": list(required),
        "additionalProperties": False,
    }
    return {JSON: {"schema": schema}}


def parameter(name: str, where: str, description: str, *, required: bool = True) -> dict[str, Any]:
    """Return a text parameter in the path, the query or a header."""
    return {
        "name": name,
        "in": where,
        "required": required,
        "description": description,
        "schema": TEXT,
    }


def _statuses(refusal: int | str) -> set[int]:
    if isinstance(refusal, int):
        return {refusal}
    found = statuses_of(refusal)
    if not found:
        raise LookupError(f"nobody raises {refusal}")
    return found
