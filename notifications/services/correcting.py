"""Informs people whose name or address their organisation corrected."""

from django.db import transaction

from accounts.models import Membership, Person
from core.ids import new_id
from notifications.domain.outgoing import Outgoing
from notifications.messages import (
    ADDRESS_CHANGED,
    ADDRESS_STOPPED,
    MAIL_STOPPED,
    MAIL_UNWANTED,
    NAME_CORRECTED,
    NEW_ADDRESS,
)
from notifications.models import Channel
from notifications.services.addresses import forget_refusals
from notifications.services.inviting import mail_invitation
from notifications.services.reading import mark_handled
from notifications.services.sending import send_many


@transaction.atomic
def mail_address_changed(*, membership: Membership, old_address: str, had_password: bool) -> None:
    """Mail a notice of the change to the old address, and a link to choose a password to the new
    one: for somebody who never had a password, the invitation again. Nothing to whoever was let
    go."""
    _mark_stops_handled(membership)
    if not membership.is_active:
        return
    organisation = {"organisation": membership.organisation.name}
    messages = [_word_to(old_address, membership.person, organisation)]
    if had_password:
        messages.append(
            Outgoing(
                kind=NEW_ADDRESS,
                recipient_id=membership.pk,
                context=organisation,
                dedupe_key=f"new_address:{new_id()}",
            )
        )
    send_many(messages=messages)
    if not had_password:
        mail_invitation(membership=membership)


@transaction.atomic
def mail_address_moved(*, person: Person, old_address: str) -> None:
    """Mail a notice to the old address that those who run Kalm changed it."""
    for membership in person.memberships.all():
        _mark_stops_handled(membership)
    send_many(messages=[_word_to(old_address, person, {"organisation": "Kalm"})])


def _mark_stops_handled(membership: Membership) -> None:
    """Mark that mail was stopped as read by everybody who was told: it goes to another address."""
    for kind in (ADDRESS_STOPPED, MAIL_STOPPED, MAIL_UNWANTED):
        mark_handled(kind=kind, about=membership.pk, organisation=membership.organisation_id)


def _word_to(old_address: str, person: Person, context: dict[str, str]) -> Outgoing:
    forget_refusals(channel=Channel.MAIL, addresses=[person.email])
    return Outgoing(
        kind=ADDRESS_CHANGED,
        person_id=person.pk,
        context=context,
        dedupe_key=f"address_changed:{new_id()}",
        address=old_address,
    )


def tell_of_name(*, membership: Membership, by: str) -> None:
    """Tell the person in the app what their name is now, and who changed it. The message is read
    when the person opens their own settings."""
    message = Outgoing(
        kind=NAME_CORRECTED,
        recipient_id=membership.pk,
        context={"organisation": by, "name": membership.person.name},
        dedupe_key=f"name_corrected:{new_id()}",
        about=membership.person_id,
    )
    send_many(messages=[message])
