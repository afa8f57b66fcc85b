"""Reads the scenes of an exercise; each kind has members of its own."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from demo.reading import ContentError, Node
from demo.shapes import Line, Option, Scene

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
PURPOSES = ("aggression_type", "style", "knowledge", "other")
MEDIA = ("video", "sound", "either")
EXAMPLE_SHOWN = ("never", "before", "after_take", "after_submitting")
TAKE_MS = (30_000, 90_000)
OPTIONS = (2, 5)


def scenes(nodes: Iterable[Node]) -> tuple[Scene, ...]:
    """Return the scenes; one without a key is named by its place, as documents do."""
    found = tuple(_scene(node, place) for place, node in enumerate(nodes, start=1))
    keys = [one.key for one in found]
    if len(set(keys)) != len(keys):
        raise ContentError(f"scenes {', '.join(keys)}: a key is used twice")
    return found


def one_of(node: Node, name: str, values: tuple[str, ...]) -> str:
    """Return the word under `name`, which must be one of `values`."""
    value = node.string(name)
    if value not in values:
        raise node.refuse(f"has {name} {value}; it must be one of {', '.join(values)}")
    return value


def _scene(node: Node, place: int) -> Scene:
    kind = one_of(node, "kind", tuple(_MEMBERS))
    key = node.string("key") if node.has("key") else f"s{place}"
    if not KEY.fullmatch(key) or key == "end":
        raise node.refuse(f"has the key {key}; use small letters, digits and hyphens, and not end")
    return node.close(
        Scene(
            key=key,
            kind=kind,
            prompt=node.text("prompt"),
            next=_next(node),
            **_MEMBERS[kind](node),
        )
    )


def _next(node: Node) -> str | None:
    return node.string("next") if node.has("next") else None


def _watch(node: Node) -> dict[str, Any]:
    return {
        "lines": tuple(
            line.close(Line(line.number("anger", 0, 1), line.here()))
            for line in node.children("lines")
        )
    }


def _info(node: Node) -> dict[str, Any]:
    return {"body": node.text("body")}


def _choose(node: Node) -> dict[str, Any]:
    options = tuple(_option(one) for one in node.children("options"))
    least, most = OPTIONS
    if not least <= len(options) <= most:
        raise node.refuse(f"must have {least} to {most} options")
    several = node.truth("several") if node.has("several") else False
    right = sum(option.is_right for option in options)
    if several and not 2 <= right < len(options):
        raise node.refuse("must have two or more right options, and a wrong one")
    if not several and right != 1:
        raise node.refuse("must have exactly one right option")
    return {
        "purpose": one_of(node, "purpose", PURPOSES),
        "several": several,
        "options": options,
    }


def _option(node: Node) -> Option:
    return node.close(
        Option(
            node.truth("is_right"),
            node.text("text"),
            node.text("explanation"),
            _next(node),
        )
    )


def _respond(node: Node) -> dict[str, Any]:
    read: dict[str, Callable[[str], Any]] = {
        "preparation_ms": lambda key: node.whole(key, 1, 120_000),
        "max_takes": lambda key: node.whole(key, 1, 20),
        "medium": lambda key: one_of(node, key, MEDIA),
        "autocue": node.text,
        "autocue_editable": node.truth,
        "example_shown": lambda key: one_of(node, key, EXAMPLE_SHOWN),
        "self_check": node.truth,
    }
    return {
        "max_take_ms": node.whole("max_take_ms", *TAKE_MS),
        "example_answer": node.text("example_answer"),
        **{key: reader(key) for key, reader in read.items() if node.has(key)},
    }


_MEMBERS: dict[str, Callable[[Node], dict[str, Any]]] = {
    "watch": _watch,
    "info": _info,
    "choose": _choose,
    "respond": _respond,
}
