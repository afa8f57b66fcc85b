"""Reads the mails that a demo stack wrote instead of sending them."""

import re

from tests import loopback
from tests.flows.caller import wait_until
from tests.flows.stack import Stack


def link_for(stack: Stack, address: str) -> str:
    """Return the secret in the link of a mail to this address, once the mail has left."""

    def mailed() -> str | None:
        box = loopback.get(f"{stack.url}/mailbox").text
        for name in re.findall(r'href="(/mailbox/[^"]+\.[0-9]+)"', box):
            letter = loopback.get(stack.url + name).text
            if address in letter and (
                found := re.search(r"/sign-in/new-password/([\w-]+)", letter)
            ):
                return found[1]
        return None

    return wait_until(f"a mail to {address}", mailed)
