"""Generates OpenAPI in which each operation names every status that it may answer with.

What any route refuses follows from its request: whether it has a body, a query, an id in its path.
What its verb refuses is read from the codes after "Problems:" in the operation's description, so
that people and tools are told the same.
"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from drf_spectacular.drainage import error
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from core.errors import Refusal
from core.problem import CONTENT_TYPE
from core.rest.bodies import KnownMembers

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Nobody is signed in; no such answer can be given; too many requests; a service is away.
ANY_ROUTE = frozenset({401, 406, 429, 503})
BODY = frozenset({400, 413, 415})
PAGES = {"cursor", "page_size"}
PROBLEMS = re.compile(r"Problems:(.+?)(?:\n\s*\n|\Z)", re.DOTALL)
# `invalid` with `unknown_level`: the second is the code of a part, not of the problem.
CODE = re.compile(r"(with\s+)?`([a-z_]+)`")
FOR_WHOM = (
    "For whom the client acts. Refused with `other_person` where that is not the session's own; "
    "required of cookie sessions that change something (`precondition_required`). "
    "The answer repeats it."
)


class ProblemPart(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class Problem(serializers.Serializer[Any]):
    """Represents a problem document (RFC 9457). Clients branch on `code` and show `detail`."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # Declared here because `errors` is also the name of a property of serializers.
        return super().get_fields() | {"errors": ProblemPart(many=True, required=False)}


class Schema(AutoSchema):
    """Adds every refusal to each operation, and the header that names the membership it acts for;
    takes tags from the app's name.

    A view's `refused_with(method)` names statuses that its base class adds to all of its routes;
    its `beside_pages` are serializers that the schema of its pages refers to.
    """

    def get_override_parameters(self) -> list[Any]:
        named = getattr(self.view, "says_for_whom", None)
        if named is None:
            return []
        return [OpenApiParameter(named, UUID, OpenApiParameter.HEADER, description=FOR_WHOM)]

    def get_tags(self) -> list[str]:
        return [type(self.view).__module__.split(".")[0]]

    def _postprocess_serializer_schema(self, schema: Any, serializer: Any, direction: str) -> Any:
        # drf-spectacular gives this method no types.
        schema = super()._postprocess_serializer_schema(  # type: ignore[no-untyped-call]
            schema, serializer, direction
        )
        is_strict = isinstance(serializer, KnownMembers) and not serializer.may_repeat_answer
        if is_strict and direction == "request":
            schema["additionalProperties"] = False
        return schema

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        for serializer in getattr(self.view, "beside_pages", ()):
            self.resolve_serializer(serializer, "response")
        answers = operation["responses"]
        for status in sorted(self._refused_with(operation) - {int(code) for code in answers}):
            answers[str(status)] = self._problem()
        return dict(operation)

    def _refused_with(self, operation: dict[str, Any]) -> set[int]:
        found = set(ANY_ROUTE)
        if self.method not in SAFE:
            found.add(403)  # the CSRF token
        if self.method == "POST" or _query(operation) - PAGES:
            found.add(400)
        if self.method not in SAFE:
            found |= BODY  # also where there is none to send: a body is refused by its members
        if "{" in self.path or _query(operation) & PAGES:
            found.add(404)
        found |= getattr(self.view, "refused_with", _nothing)(self.method)
        return found.union(*map(self._statuses_of, codes_in(operation.get("description", ""))))

    def _statuses_of(self, code: str) -> set[int]:
        statuses = {400} if code == "invalid" else statuses_of(code)
        if not statuses:
            error(f"{self.method} {self.path} describes a problem that nobody raises: {code}")
        return statuses

    def _problem(self) -> dict[str, str]:
        """Return a reference to the one response that all refusals share."""
        name, kind = "Problem", ResolvedComponent.RESPONSE
        # no-untyped-call below: drf-spectacular gives these no types.
        made = ResolvedComponent(name, kind, object=Problem)  # type: ignore[no-untyped-call]
        if made not in self.registry:
            answer = OpenApiResponse(Problem, description="A problem, by code")
            made.schema = self._get_response_for_code(  # type: ignore[no-untyped-call]
                answer, "default", [CONTENT_TYPE]
            )
            self.registry.register(made)
        return dict(made.ref)


def _query(operation: dict[str, Any]) -> set[str]:
    return {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}


def codes_in(description: str) -> Iterator[str]:
    """Return the codes of problems that a description names."""
    for text in PROBLEMS.findall(description):
        yield from (code for is_part, code in CODE.findall(text) if not is_part)


def statuses_of(code: str) -> set[int]:
    """Return the statuses of all refusals with this code; empty where there is none."""
    return {kind.status for kind in _kinds(Refusal) if kind.code == code}


def _kinds(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in parent.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _nothing(method: str) -> set[int]:
    return set()
