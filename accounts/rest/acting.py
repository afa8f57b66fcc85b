"""A header says for whom a request is meant, and another person's session never carries it out.

A page or an app outlives the session that it began under: in another tab somebody else signs in,
and the browser adds that person's cookie to whatever the older page still sends. The header names
the membership (below an organisation) or the person that the client acts for. A mismatch is
refused, and a cookie session that changes something without saying for whom is refused too; see
docs/decisions/every-write-says-for-whom-it-is.md.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from accounts.errors import OtherPerson, SayForWhom
from accounts.models import Membership, Person
from core.errors import Refusal
from core.problem import CONTENT_TYPE, problem

MEMBERSHIP = "Kalm-Membership"
PERSON = "Kalm-Person"
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def refuse_another(named: str | None, own: UUID) -> None:
    """Raise OtherPerson where `named`, the header's value, is there and is not `own`."""
    if named is not None and not is_same(named, own):
        raise OtherPerson


def refuse_silence(named: str | None, method: str | None) -> None:
    """Raise SayForWhom where a cookie session changes something and `named` is missing."""
    if named is None and method not in SAFE:
        raise SayForWhom


def is_same(named: str, own: UUID) -> bool:
    """Return whether the text names this id, however it is written; what is no UUID names none."""
    try:
        return UUID(named) == own
    except ValueError:
        return False


def is_own_elsewhere(named: str | None, person: Person) -> bool:
    """Return whether the header names a membership of this person that ended, or that is of
    another organisation."""
    try:
        return named is not None and person.memberships.filter(pk=UUID(named)).exists()
    except ValueError:
        return False


def for_the_caller(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Return a view of allauth that refuses, too, what is meant for another than the caller."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        named = request.headers.get(PERSON)
        try:
            if isinstance(request.user, Person):
                refuse_silence(named, request.method)
            if named and (caller := _caller(request)):
                refuse_another(named, caller.pk)
        except Refusal as refusal:
            return _answer(refusal)
        return view(request, *args, **kwargs)

    return guarded


def _caller(request: HttpRequest) -> Person | None:
    if isinstance(request.user, Person):
        return request.user
    token = request.headers.get("X-Session-Token")
    found = authenticate_by_x_session_token(token) if token else None
    return found[0] if found else None


def _answer(refusal: Refusal) -> HttpResponse:
    document = problem(code=refusal.code, status=refusal.status, detail=str(refusal.message))
    return JsonResponse(document, status=refusal.status, content_type=CONTENT_TYPE)


def name_membership(membership: Membership) -> dict[str, str]:
    """Return the headers with which an answer says for whom it was made, for clients to check."""
    return {MEMBERSHIP: str(membership.pk), PERSON: str(membership.person_id)}
