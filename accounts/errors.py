"""Defines the refusals of this app."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class OtherPerson(Refusal):
    """The request names another membership or person than the session's. Nothing was done."""

    code = "other_person"
    status = 403
    message = _("Someone else is signed in here now. Nothing was sent or changed.")


class SayForWhom(Refusal):
    """A browser's page did not say for whom it acts, so its session changed nothing."""

    code = "precondition_required"
    status = 428
    message = _("This request does not say for whom it is. Reload the page and try again.")


class RoleRequired(Refusal):
    code = "role_required"
    status = 403
    message = _("Your role in this organisation doesn't allow that.")


class AlreadyMember(Refusal):
    code = "already_member"
    message = _("This person is already in your organisation.")


class TeamNameTaken(Refusal):
    code = "team_name_taken"
    message = _("There is already a team with this name.")


class UnknownTeam(Refusal):
    code = "unknown_team"
    status = 400
    message = _("That team is not in your organisation.")


class LastAdmin(Refusal):
    code = "last_admin"
    message = _("An organisation needs at least one admin. Make someone else admin first.")


class MemberInactive(Refusal):
    code = "member_inactive"
    message = _("This person has no access any more. Give them access first.")


class SlugTaken(Refusal):
    code = "slug_taken"
    message = _("There is already an organisation with this address.")


class AddressTaken(Refusal):
    code = "address_taken"
    message = _("Somebody signs in with this mail address already.")


class AddressNotUsable(Refusal):
    """An organisation can't correct this person to this address. Whether that is because of the
    person (an operator, or in another organisation too) or of somebody unseen who signs in with the
    address is not said."""

    code = "address_not_usable"
    message = _("We can't use this address here. Ask whoever runs Kalm for you.")


class OwnAddress(Refusal):
    code = "own_address"
    message = _(
        "You can't change your own address, for a mistake would keep you out. Ask another admin."
    )
