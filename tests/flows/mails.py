"""Reads the mails that a demo stack wrote instead of sending them."""

import re

from tests import loopback
from tests.flows.caller import wait_until
from tests.flows.stack import Stack

PASSWORD_LINK = r"/sign-in/new-password/([\w-]+)"
UNSUBSCRIBE_LINK = r"(/unsubscribe/[^\s<\"&]+)"


def link_for(stack: Stack, address: str, link: str = PASSWORD_LINK, about: str = "") -> str:
    """Return what `link` finds in a mail to this address that holds the words `about`, once it has
    left."""

    def mailed() -> str | None:
        box = loopback.get(f"{stack.url}/mailbox").text
        for name in re.findall(r'href="(/mailbox/[^"]+\.[0-9]+)"', box):
            letter = loopback.get(stack.url + name).text
            found = re.search(link, letter)
            if found and address in letter and about in letter:
                return found[1]
        return None

    return wait_until(f"a mail to {address}", mailed)
