"""Lists the errors of nested serializers, each with its place."""

from typing import Any

from scenarios.domain.completeness import Gap, gap


def flat(detail: Any, attr: str = "") -> list[Gap]:
    """Return the errors of nested serializers, each with its place below `attr`."""
    if isinstance(detail, dict):
        return [one for name, part in detail.items() for one in flat(part, _below(attr, name))]
    if isinstance(detail, list):
        found: list[Gap] = []
        for index, part in enumerate(detail):
            is_leaf = not isinstance(part, (dict, list))
            found += flat(part, attr if is_leaf else _below(attr, index))
        return found
    return [gap(detail.code, detail, attr or None)]


def _below(attr: str, name: object) -> str:
    if name == "non_field_errors":
        return attr
    return f"{attr}.{name}" if attr else str(name)
