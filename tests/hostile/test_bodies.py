"""No body is understood in part: unknown members are refused, and every text is normalised."""

from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from scenarios.api.fields import PerLanguage
from tests.hostile.asking import answer_of, places, replaced, usual
from tests.hostile.described import Operation, operations
from tests.hostile.values import written
from tests.permissions.stage import Stage

WITH_BODY = [one for one in operations("/api/v1/") if one.fields]
WITHOUT_BODY = [
    one
    for one in operations("/api/v1/")
    if one.method not in {"GET", "HEAD"} and "requestBody" not in one.document
]
PLAIN = (serializers.CharField, serializers.EmailField, serializers.RegexField)
pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.slow]


@pytest.mark.parametrize("operation", WITH_BODY, ids=str)
def test_an_unknown_member_is_refused_wherever_it_stands(
    operation: Operation, stage: Stage
) -> None:
    ask = usual(stage, operation)
    let_in = []
    for place in [(), *places(ask.document)]:
        inner: Any = ask.document
        for key in place:
            inner = inner[key]
        if isinstance(inner, dict):
            wrong = {**inner, "no_such_member": 1}
            body = replaced(ask.document, place, wrong) if place else wrong
            answer = answer_of(stage, ask.with_body(written(body)))
            parts = answer.json().get("errors", []) if answer.status_code == 400 else []
            if not any(part["code"].startswith("unknown_") for part in parts):
                let_in.append((place, answer.status_code))
    assert not let_in


@pytest.mark.parametrize("operation", WITHOUT_BODY, ids=str)
def test_a_body_is_refused_where_there_is_none_to_send(operation: Operation, stage: Stage) -> None:
    ask = usual(stage, operation)
    before = answer_of(stage, ask).status_code
    assert before != 400
    # A tus client sends no body at all.
    is_tus = "Tus-Resumable" in ask.headers
    empty = [b""] if is_tus else [b"", b"{}"]
    assert {answer_of(stage, ask.with_body(body)).status_code for body in empty} == {before}
    for body in (b'{"x": 1}', b"[1]", b'"x"', b"1"):
        answer = answer_of(stage, ask.with_body(body))
        assert answer.status_code == 400, (body, answer.content)
    [part] = answer_of(stage, ask.with_body(b'{"x": 1}')).json().get("errors", [None])
    assert is_tus or (part["code"], part["attr"]) == ("unknown_field", "x")


def test_a_member_that_the_server_makes_is_refused_where_it_would_change_nothing(
    stage: Stage,
) -> None:
    answer = stage.clients["admin"].patch("/api/v1/me", {"email": "new@haven.example"})
    [part] = answer.json()["errors"]
    assert (answer.status_code, part["code"], part["attr"]) == (400, "unknown_field", "email")


def test_no_body_has_a_text_that_is_not_normalised() -> None:
    plain = [
        f"{kind.__name__}.{name}"
        for kind in {*_below(KnownMembers), *_below(PerLanguage)}
        if issubclass(kind, serializers.Serializer)
        for name, field in kind().fields.items()
        if not field.read_only and _is_plain(field)
    ]
    assert not sorted(plain), "take core.rest.fields.TextField or LineField"


def _is_plain(field: Any) -> bool:
    inner = getattr(field, "child", None)
    return type(field) in PLAIN or type(inner) in PLAIN


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
