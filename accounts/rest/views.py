"""Views that act as one membership, named in the path."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request

from accounts.errors import RoleRequired
from accounts.models import Membership, Person, Role
from accounts.queries import membership_of
from core.rest.views import ApiView


class PersonView(ApiView):
    """A view for whoever is signed in, in that person's language."""

    def perform_authentication(self, request: Request) -> None:
        """Every answer from here on, refusals too, is in the person's language. It ends with the
        request: LocaleMiddleware sets the next one's."""
        super().perform_authentication(request)
        if isinstance(request.user, Person):
            self.speak(request.user.language)

    @property
    def person(self) -> Person:
        """The caller. Only for requests past authentication."""
        person = self.request.user
        assert isinstance(person, Person)  # noqa: S101  # narrows the type
        return person


class OrganisationView(PersonView):
    """A view under /api/v1/{organisation}/. Outsiders get 404.

    `allowed` names the roles that may come in (None: any member), else 403; `allowed_to` names
    them for one HTTP method where that differs.
    """

    allowed: ClassVar[frozenset[Role] | None] = None
    allowed_to: ClassVar[Mapping[str, frozenset[Role]]] = {}
    membership: Membership

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.membership = membership_of(person=self.person, slug=kwargs["organisation"])
        if not self.may(request):
            raise RoleRequired

    def refused_with(self, method: str) -> set[int]:
        """Statuses that every such route may answer with, for the API's description."""
        is_for_some = self.allowed_to.get(method, self.allowed) is not None
        return {404, RoleRequired.status} if is_for_some else {404}

    def may(self, request: Request) -> bool:
        """Whether the membership's roles allow this request."""
        allowed = self.allowed_to.get(request.method or "", self.allowed)
        return allowed is None or bool(allowed & self.membership.role_set)
