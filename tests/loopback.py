"""Sends single requests to servers on this machine, as httpx's functions of these names do.

Theirs read all certificate authorities each time, which takes a tenth of a second.
"""

import ssl
from functools import partial

import httpx

WITHOUT_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: fit for addresses that begin with http:// only."""

request = partial(httpx.request, verify=WITHOUT_AUTHORITIES)
delete = partial(httpx.delete, verify=WITHOUT_AUTHORITIES)
get = partial(httpx.get, verify=WITHOUT_AUTHORITIES)
head = partial(httpx.head, verify=WITHOUT_AUTHORITIES)
options = partial(httpx.options, verify=WITHOUT_AUTHORITIES)
patch = partial(httpx.patch, verify=WITHOUT_AUTHORITIES)
post = partial(httpx.post, verify=WITHOUT_AUTHORITIES)
