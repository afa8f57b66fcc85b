"""Classifies a mail server's refusals: they concern us and the server, one address, or one mail.

Only a refusal about the address or the mail is booked on that mail. A wrong password of ours or a
server in maintenance says nothing about the mails that wait meanwhile.
"""

from enum import StrEnum

PERMANENT = 500
NO_SERVICE = 421  # the server closes the connection (RFC 5321, 3.8)
SIGN_IN_WANTED = frozenset({530, 534, 535, 538})  # RFC 4954
TOO_LARGE = 552
NO_MAILBOX = frozenset({550, 551, 553})


class Stage(StrEnum):
    """Names the steps of sending one mail, in their order (RFC 5321, RFC 3207, RFC 4954)."""

    GREETING = "greeting"
    HELLO = "hello"
    TLS = "tls"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


class Fault(StrEnum):
    """Names whom a mail server's refusal is about."""

    NONE = ""
    CHANNEL = "channel"  # nothing gets through: every mail waits
    US = "us"  # the server names us or itself, at this mail; others may get through
    ADDRESS = "address"  # there is no such mailbox
    MAIL = "mail"
    GONE = "gone"  # there is such an address no more


def fault_of(stage: Stage, code: int, enhanced: str = "") -> Fault:
    """Return what the reply `code` at `stage` is about; the code is 400 or more.

    `enhanced` is the status code of RFC 3463 at the start of the reply, such as 5.1.1, where the
    server gives one. It says more than the stage: many servers keep what they hold against the
    sender until the recipient is named.
    """
    status, subject, detail = _parts(enhanced)
    if code == TOO_LARGE and stage == Stage.SENDER and (subject, detail) in {(3, 4), (0, 0)}:
        return Fault.MAIL  # the size was told with the sender (RFC 1870)
    if stage not in {Stage.RECIPIENT, Stage.CONTENT}:
        return Fault.CHANNEL
    if code == NO_SERVICE or code in SIGN_IN_WANTED:
        return Fault.US
    if subject == 3 and detail != 4:  # the mail system itself: a full disk, an outage
        return Fault.US
    if subject == 7 and status == 5:  # policy and security: relaying, a blocked client or sender
        return Fault.US
    return Fault.ADDRESS if _is_no_mailbox(stage, code, subject, detail) else Fault.MAIL


def enhanced_of(text: str) -> str:
    """Return the enhanced status code (RFC 3463) at the start of a reply's text, such as 5.1.1, or
    an empty text."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first if _parts(first) != (0, 0, 0) else ""


def _is_no_mailbox(stage: Stage, code: int, subject: int, detail: int) -> bool:
    if code < PERMANENT:
        return False
    if subject:
        return subject == 1 or (subject, detail) == (2, 1)
    return stage == Stage.RECIPIENT and code in NO_MAILBOX


def _parts(enhanced: str) -> tuple[int, int, int]:
    """Return the three numbers of a status code; zeros for any other text."""
    parts = enhanced.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return 0, 0, 0
    status, subject, detail = (int(part[:3]) for part in parts)
    return (status, subject, detail) if status in {4, 5} else (0, 0, 0)
