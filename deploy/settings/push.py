"""Configures push notifications, and which addresses outgoing requests may have."""

from email.utils import parseaddr

from deploy import environment as env
from deploy.embedded import secret
from deploy.settings.base import DATA_DIR, PRODUCTION
from deploy.settings.mail import DEFAULT_FROM_EMAIL


def _demo_key() -> str:
    """Return this machine's own key, made once: nearly every number of 32 bytes is one."""
    return secret.read_or_make(DATA_DIR / "secrets" / "vapid", 32)


# Without a key no browser can subscribe, and nothing is pushed.
VAPID_PRIVATE_KEY = env.vapid_key("VAPID_PRIVATE_KEY", "" if PRODUCTION else _demo_key())
# Where a push service's operator finds who sends.
VAPID_CONTACT = (
    env.contact("VAPID_CONTACT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")
    if VAPID_PRIVATE_KEY
    else ""
)
# For tests and for a push service on this machine; never in production.
OUTGOING_LOOPBACK = not PRODUCTION and env.flag("OUTGOING_LOOPBACK", default=False)
