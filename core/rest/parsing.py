"""Reads request bodies."""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

# An escape of a surrogate, which JSON writes in pairs for one character.
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class Json(JSONParser):
    """Parses JSON as RFC 8259 has it, or refuses it with `parse_error`."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return read_json(stream.read())
        except ValueError as error:
            raise ParseError(_("We can't read that request.")) from error


def read_json(body: bytes) -> Any:
    """Return the value of a body in UTF-8. ValueError also for what Python reads and the database
    can't store: lone surrogates, infinite numbers, numbers with thousands of digits, nesting too
    deep to read."""
    try:
        value = json.loads(body.decode(), parse_constant=_refuse, parse_float=_finite)
        if SURROGATE.search(body):
            _check_texts(value)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number past what a float holds")
    return number


def _check_texts(value: Any) -> None:
    """Raise UnicodeEncodeError, a ValueError, for a key or text with a lone surrogate."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, dict):
        for key, inner in value.items():
            key.encode()
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)
