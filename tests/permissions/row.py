"""Says what a row of the table of permissions is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.bodies import Ids, Things

Roles = frozenset[str]
Body = Callable[[Ids, Things], Mapping[str, Any] | bytes]
"""A body made from the ids that the path names, and from all there are; bytes are a package."""

EMPLOYEE, COACH, AUTHOR = frozenset({"employee"}), frozenset({"coach"}), frozenset({"author"})
PRACTISING = frozenset({"employee", "teammate"})
ADMIN, MANAGER = frozenset({"admin"}), frozenset({"manager"})
OVERSEERS = frozenset({"manager", "admin"})
READERS = frozenset({"author", "coach", "admin"})
MAKERS = frozenset({"author", "admin"})
LISTERS = READERS | OVERSEERS
MEMBERS = frozenset({"employee", "teammate", "coach", "author", "manager", "admin"})
NOBODY: Roles = frozenset()


@dataclass(frozen=True)
class Row:
    """A row says who may use a route. `thing` is what the path names (see stage.py). `body` must be
    one that is accepted, or refused with 409, 412 or 428 at most: 400 would hide who may."""

    thing: str | None = None
    roles: Roles = MEMBERS
    own: Roles = MEMBERS
    colleagues: Roles = NOBODY
    only_looking: Roles = NOBODY  # these see their own thing, and get 403 when they do this with it
    only_seeing: Roles = NOBODY  # these see a colleague's thing, and get 403 when they do this
    body: Mapping[str, Any] | Body = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    names: Mapping[str, str] = field(default_factory=dict)  # in the path, and nobody's thing
    public: bool = False  # the path names no organisation: for anyone, signed in or not
    personal: bool = False  # the path names no organisation: for whoever is signed in

    def body_for(self, ids: Ids, things: Things) -> Mapping[str, Any] | bytes | None:
        """Return the body of a request; None where headers say it all, as in tus."""
        if self.headers:
            return None
        return self.body(ids, things) if callable(self.body) else self.body
