"""Reads the committed OpenAPI description as tests need it: operations, their places and
statuses.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

METHODS = ("get", "head", "put", "post", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """A method of a path, such as PATCH /api/v1/me."""

    method: str
    path: str
    document: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def statuses(self) -> frozenset[str]:
        """Return the statuses that it may answer with, such as "200" and "404"."""
        return frozenset(self.document["responses"])

    def parameters(self, where: str) -> list[str]:
        """Return the names of its parameters in `where`: path, query or header."""
        found = self.document.get("parameters", [])
        return [one["name"] for one in found if one["in"] == where]

    @property
    def fields(self) -> list[str]:
        """Return the names of the members of its body, on the first level."""
        content = self.document.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return sorted(_resolved(schema).get("properties", {})) if schema else []


@cache
def description() -> Mapping[str, Any]:
    """Return docs/openapi.yaml, which `make lint` compares with what the code generates."""
    text = (Path(settings.BASE_DIR) / "docs" / "openapi.yaml").read_text()
    read: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return read


def operations(prefix: str) -> list[Operation]:
    """Return every operation below `prefix`, by method and path."""
    return sorted(_operations(prefix), key=str)


def _operations(prefix: str) -> Iterator[Operation]:
    for path, item in description()["paths"].items():
        for method in METHODS:
            if path.startswith(prefix) and method in item:
                yield Operation(method.upper(), path, item[method])


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].rpartition("/")[2]
    return _resolved(description()["components"]["schemas"][name])


def below_organisation(path: str) -> str:
    """Return the path as tests/permissions names it, without converters: people/<membership>."""
    below = path.removeprefix("/api/v1/").removeprefix("{organisation}/")
    return re.sub(r"\{(\w+)\}", r"<\1>", below)
