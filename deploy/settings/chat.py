"""Configures texts through a chat tool or an SMS gateway. They are off without an address."""

from deploy import environment as env
from deploy.settings.base import PRODUCTION
from notifications.domain import chat_addresses

# `json` is apprise's by plain http: for tests, on this machine.
CHAT_URL = env.chat_url(
    "CHAT_URL", chat_addresses.SERVICES if PRODUCTION else (*chat_addresses.SERVICES, "json")
)
# How members know it: Slack, sms, ...
CHAT_NAME = env.text("CHAT_NAME", "Chat")
