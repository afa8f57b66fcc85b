"""Adds the people who work at the demo organisation.

What a visitor changed about them afterwards stays.
"""

from dataclasses import dataclass

from accounts.models import Language, Membership, Organisation, Person, Role, Team
from accounts.services import add_membership, add_person, add_team

SLUG = "demo"
STATION, SERVICE = "Station Noord", "Klantenservice"


@dataclass(frozen=True)
class Part:
    """Describes a member of the cast; those who don't sign in stand in lists and teams."""

    mailbox: str
    name: str
    role: Role
    teams: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    signs_in: bool = False

    @property
    def email(self) -> str:
        return f"{self.mailbox}@{SLUG}.example"


CAST = (
    Part("admin", "Eva Mulder", Role.ADMIN, signs_in=True),
    Part("employee", "Noor de Wit", Role.EMPLOYEE, (STATION,), signs_in=True),
    Part("coach", "Daan Bakker", Role.COACH, signs_in=True),
    Part("marijke", "Marijke de Boer", Role.COACH),
    Part("wouter", "Wouter Meijer", Role.COACH),
    Part("author", "Sanne Visser", Role.AUTHOR, signs_in=True),
    Part("manager", "Ruben Smit", Role.MANAGER, leads=(STATION, SERVICE), signs_in=True),
    Part("fatima", "Fatima el Idrissi", Role.EMPLOYEE, (STATION,), signs_in=True),
    Part("joris", "Joris van Dijk", Role.EMPLOYEE, (STATION,)),
    Part("lisa", "Lisa Vermeulen", Role.EMPLOYEE, (STATION,), signs_in=True),
    # With these the station is large enough for figures, also without whoever has finished.
    Part("bram", "Bram Willems", Role.EMPLOYEE, (STATION,)),
    Part("samira", "Samira Haddad", Role.EMPLOYEE, (STATION,)),
    Part("mehmet", "Mehmet Yilmaz", Role.EMPLOYEE, (SERVICE,)),
    Part("anouk", "Anouk Hendriks", Role.EMPLOYEE, (SERVICE,)),
    Part("thijs", "Thijs Jansen", Role.EMPLOYEE, (SERVICE,)),
)


@dataclass(frozen=True)
class People:
    """Maps mailboxes to the demo's memberships."""

    organisation: Organisation
    members: dict[str, Membership]

    @property
    def author(self) -> Membership:
        return self.members["author"]

    @property
    def employee(self) -> Membership:
        return self.members["employee"]

    @property
    def coach(self) -> Membership:
        return self.members["coach"]

    @property
    def employees(self) -> list[Membership]:
        return [self.members[one.mailbox] for one in CAST if one.role == Role.EMPLOYEE]


def load_people(*, password: str) -> People:
    """Add whoever of the cast is missing; who is there stays as they are."""
    organisation, _made = Organisation.objects.get_or_create(slug=SLUG, defaults={"name": "Demo"})
    there = {
        row.person.email: row
        for row in Membership.objects.filter(organisation=organisation).select_related(
            "person", "organisation"
        )
    }
    members: dict[str, Membership] = {}
    for part in CAST:
        found = there.get(part.email)
        members[part.mailbox] = found or _join(part, organisation, password, members.get("admin"))
    return People(organisation, members)


def _join(
    part: Part, organisation: Organisation, password: str, admin: Membership | None
) -> Membership:
    person = add_person(email=part.email, name=part.name, language=Language.DUTCH)
    if part.signs_in and not person.has_usable_password():
        _give_password(person, password)
    return add_membership(
        actor=admin,
        organisation=organisation,
        person=person,
        roles=[part.role],
        teams=[_team(name, organisation, admin).id for name in part.teams],
        leads=[_team(name, organisation, admin).id for name in part.leads],
    )


def _give_password(person: Person, password: str) -> None:
    person.set_password(password)
    person.save(update_fields=["password"])


def _team(name: str, organisation: Organisation, admin: Membership | None) -> Team:
    found = Team.objects.filter(organisation=organisation, name=name).first()
    if found is not None:
        return found
    # A slip in the fixed cast, and no refusal of anybody.
    assert admin is not None, "the admin stands first in the cast"  # noqa: S101
    return add_team(actor=admin, organisation=organisation, name=name)
