"""Provides views that act as one membership: the path names its organisation, a header the
membership."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import OtherPerson, RoleRequired, SayForWhom
from accounts.models import Membership, Person, Role
from accounts.queries import membership_of
from accounts.rest import acting
from accounts.rest.authentication import Session
from core.errors import NotFound
from core.rest.views import ApiView


class PersonView(ApiView):
    """Provides a view for whoever is signed in, in that person's language.

    The header `says_for_whom` names the person that the client acts for; see acting.py.
    """

    says_for_whom: ClassVar = acting.PERSON
    is_known = False  # who is calling; asking the request for its user may fail again

    def perform_authentication(self, request: Request) -> None:
        """Authenticate, and give every answer from here on, refusals too, in the person's language.
        LocaleMiddleware sets the next request's."""
        super().perform_authentication(request)
        if isinstance(request.user, Person):
            self.is_known = True
            self.speak(request.user.language)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Add to every answer for whom it was made."""
        final = super().finalize_response(request, response, *args, **kwargs)
        if self.is_known:
            for name, value in self.made_for().items():
                final.headers[name] = value
        return final

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        named = request.headers.get(self.says_for_whom)
        if isinstance(request.successful_authenticator, Session):
            acting.refuse_silence(named, request.method)
        self.refuse_another(named)

    def refuse_another(self, named: str | None) -> None:
        """Raise OtherPerson where the client acts for somebody else than the caller."""
        acting.refuse_another(named, self.person.pk)

    def refused_with(self, method: str) -> set[int]:
        """Return the statuses that every such route may answer with, for the API's description."""
        silence = set() if method in acting.SAFE else {SayForWhom.status}
        return silence | {OtherPerson.status}

    def made_for(self) -> dict[str, str]:
        """Return the headers that tell the client for whom this answer was made."""
        return {acting.PERSON: str(self.person.pk)}

    @property
    def person(self) -> Person:
        """Return the person who calls; only requests past authentication have one."""
        person = self.request.user
        assert isinstance(person, Person)  # noqa: S101  # narrows the type
        return person

    @property
    def session_key(self) -> str:
        """Return the key of the session that carries this request, by a cookie or an app's
        token."""
        carrier: Any = self.request.auth or self.request.session
        return str(carrier.session_key)


class OrganisationView(PersonView):
    """Provides a view under /api/v1/{organisation}/, where outsiders get 404.

    The header Kalm-Membership names the membership that the client acts for.

    `allowed` names the roles that may come in (None: any member), else 403; `allowed_to` names
    them for one HTTP method where that differs.
    """

    allowed: ClassVar[frozenset[Role] | None] = None
    allowed_to: ClassVar[Mapping[str, frozenset[Role]]] = {}
    says_for_whom: ClassVar = acting.MEMBERSHIP
    membership: Membership

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self.may(request):
            raise RoleRequired

    def refuse_another(self, named: str | None) -> None:
        """Finds the caller's membership. Where there is none, a client that names somebody else's
        must hear so: to its own person the organisation may well be open."""
        slug = self.kwargs["organisation"]
        try:
            self.membership = membership_of(person=self.person, slug=slug)
        except NotFound:
            if named is None or acting.is_own_elsewhere(named, self.person):
                raise
            raise OtherPerson from None
        acting.refuse_another(named, self.membership.pk)

    def made_for(self) -> dict[str, str]:
        found = getattr(self, "membership", None)
        return acting.name_membership(found) if found else super().made_for()

    def refused_with(self, method: str) -> set[int]:
        return super().refused_with(method) | {404, RoleRequired.status}

    def may(self, request: Request) -> bool:
        """Return whether the membership's roles allow this request."""
        allowed = self.allowed_to.get(request.method or "", self.allowed)
        return allowed is None or bool(allowed & self.membership.role_set)
