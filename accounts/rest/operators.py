"""Tells verbs who acts at the operator's pages."""

from django.http import HttpRequest

from accounts.models import Person
from accounts.services import Operator


def operator_of(request: HttpRequest) -> Operator:
    """Return the operator who is signed in; the pages let nobody else in."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101  # narrows the type
    return Operator(person)
