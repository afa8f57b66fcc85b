"""Mails invitations to people who were added to an organisation."""

from django.db import transaction

from accounts.models import Membership
from core.ids import new_id
from notifications.domain.outgoing import Outgoing
from notifications.messages import ADDED, INVITATION
from notifications.services.sending import send_many
from notifications.services.signing_in import supersede


@transaction.atomic
def mail_invitation(*, membership: Membership) -> None:
    """Mail a link to begin: to choose a password, or for somebody who has one already, to the
    organisation. An earlier invitation that still waits for the mail server is replaced."""
    supersede(kinds=[INVITATION, ADDED], recipient=membership)
    has_password = membership.person.has_usable_password()
    message = Outgoing(
        kind=ADDED if has_password else INVITATION,
        recipient_id=membership.pk,
        context={"organisation": membership.organisation.name},
        dedupe_key=f"invitation:{new_id()}",
    )
    send_many(messages=[message])
