"""Registers the kinds of message that notifications sends itself: about its channels, and about
what accounts announces, which is a layer below."""

from django.utils.translation import gettext_lazy as _

from core import client_paths
from notifications.domain.kinds import IN_APP, MAIL, Kind

ADDRESS_STOPPED = Kind(
    name="address_stopped",
    label=_("mail does not arrive"),
    subject=_("Mail does not arrive"),
    line=_("Mail to %(name)s does not arrive: there is no such mailbox. Check the address."),
    action=_("To the people of your organisation"),
    path=client_paths.PEOPLE,
    words=frozenset({"name"}),
    channels=frozenset({IN_APP}),
    roles=frozenset({"admin"}),  # it names a colleague
)

MAIL_STOPPED = Kind(
    name="mail_stopped",
    label=_("mail to you does not arrive"),
    subject=_("Mail to you does not arrive"),
    line=_(
        "Mail to your address does not arrive, so that we send none there any more. Your messages "
        "are here. Ask your organisation to check your address."
    ),
    action=_("To your settings"),
    path=client_paths.MESSAGE_SETTINGS,
    words=frozenset(),
    channels=frozenset({IN_APP}),
)

MAIL_UNWANTED = Kind(
    name="mail_unwanted",
    label=_("you get no mail any more"),
    subject=_("You get no mail any more"),
    line=_(
        "You marked a mail of Kalm as spam, so that we send you none any more. Your messages are "
        "here. Was it a mistake? Then tell your organisation."
    ),
    action=_("To your settings"),
    path=client_paths.MESSAGE_SETTINGS,
    words=frozenset(),
    channels=frozenset({IN_APP}),
)

PASSWORD_LINK = Kind(
    name="password_link",
    label=_("a link to choose a password"),
    subject=_("Choose a password for Kalm"),
    line=_("Open this link to choose your password. It works once."),
    action=_("Choose a password"),
    path=client_paths.NEW_PASSWORD,
    words=frozenset(),
    note=_("You did not ask for this? Then you need not do anything."),
    channels=frozenset({MAIL}),
    always=True,
)

PASSWORD_CHANGED = Kind(
    name="password_changed",
    label=_("a password was changed"),
    subject=_("Your password for Kalm was changed"),
    line=_("Was that you? Then all is well. If not, choose a new password now."),
    action=_("Choose a new password"),
    path=client_paths.FORGOTTEN_PASSWORD,
    words=frozenset(),
    channels=frozenset({MAIL}),
    always=True,
)

INVITATION = Kind(
    name="invitation",
    label=_("an invitation to Kalm"),
    subject=_("Welcome to Kalm"),
    line=_(
        "%(organisation)s practises difficult conversations with Kalm, and you are invited. "
        "Choose a password and begin."
    ),
    action=_("Choose a password and begin"),
    path=client_paths.NEW_PASSWORD,
    words=frozenset({"organisation"}),
    channels=frozenset({MAIL}),
    note=_(
        "The link works once, for three days. After that, ask for a new one where you sign in, "
        "with “Forgot your password?”."
    ),
    always=True,
)

ADDED = Kind(
    name="added",
    label=_("a further organisation"),
    subject=_("You are invited to one more organisation in Kalm"),
    line=_("%(organisation)s practises with Kalm too, and you are invited."),
    action=_("Go there"),
    path=client_paths.HOME,
    words=frozenset({"organisation"}),
    channels=frozenset({MAIL}),
    note=_("You sign in with the address and password that you have already."),
    always=True,
)

ADDRESS_CHANGED = Kind(
    name="address_changed",
    label=_("an address was changed"),
    subject=_("Your mail address for Kalm was changed"),
    line=_(
        "%(organisation)s changed the address with which you sign in to Kalm. From now on mail "
        "goes to the new one, and nobody can sign in with this one."
    ),
    action=_("To Kalm"),
    path=client_paths.SIGN_IN,
    words=frozenset({"organisation"}),
    note=_("Did you not know of this? Then tell %(organisation)s, before somebody else signs in."),
    channels=frozenset({MAIL}),
    always=True,
)

NEW_ADDRESS = Kind(
    name="new_address",
    label=_("a new address"),
    subject=_("Choose a password for Kalm"),
    line=_(
        "%(organisation)s changed your address for Kalm to this one. You sign in with it from now "
        "on. Choose a new password; what you practised is still there."
    ),
    action=_("Choose a password"),
    path=client_paths.NEW_PASSWORD,
    words=frozenset({"organisation"}),
    note=INVITATION.note,
    channels=frozenset({MAIL}),
    always=True,
)

NAME_CORRECTED = Kind(
    name="name_corrected",
    label=_("your name was changed"),
    subject=_("Your name was changed"),
    line=_("%(organisation)s changed your name to %(name)s. You can change it under Settings."),
    action=_("To your settings"),
    path=client_paths.SETTINGS,
    words=frozenset({"organisation", "name"}),
    channels=frozenset({IN_APP}),
)

KINDS = (
    ADDRESS_STOPPED,
    MAIL_STOPPED,
    MAIL_UNWANTED,
    PASSWORD_LINK,
    PASSWORD_CHANGED,
    INVITATION,
    ADDED,
    ADDRESS_CHANGED,
    NEW_ADDRESS,
    NAME_CORRECTED,
)
