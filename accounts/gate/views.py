"""Views that act as one membership, named in the path."""

from typing import Any, ClassVar

from django.utils import translation
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from accounts.errors import RoleRequired
from accounts.models import Membership, Person, Role
from accounts.queries import membership_of


class PersonView(GenericAPIView[Any]):
    """A view for whoever is signed in, in that person's language."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        translation.activate(self.person.language)
        request.LANGUAGE_CODE = self.person.language

    @property
    def person(self) -> Person:
        """The caller. Only for requests past authentication."""
        person = self.request.user
        assert isinstance(person, Person)  # noqa: S101  # narrows the type
        return person


class OrganisationView(PersonView):
    """A view under /api/v1/{organisation}/. Outsiders get 404; `allowed` names roles, else 403."""

    allowed: ClassVar[frozenset[Role] | None] = None
    membership: Membership

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.membership = membership_of(person=self.person, slug=kwargs["organisation"])
        if not self.may(request):
            raise RoleRequired

    def may(self, request: Request) -> bool:
        """Whether the membership's roles allow this request; override to differ per method."""
        return self.allowed is None or bool(self.allowed & self.membership.role_set)
