"""Uploads whose capability and row were checked a moment ago in this process.

A phone sends some forty PATCHes for one recording; the first is looked up in the database. For
the others the store answers whether the upload still goes on: its file goes when it ends.
"""

from collections import OrderedDict

from media.queries import Arriving

MOST = 2048


class Known:
    """The latest uploads by capability."""

    def __init__(self) -> None:
        self._by_token: OrderedDict[str, Arriving] = OrderedDict()

    def get(self, token: str) -> Arriving | None:
        upload = self._by_token.get(token)
        if upload:
            self._by_token.move_to_end(token)
        return upload

    def keep(self, token: str, upload: Arriving) -> None:
        self._by_token[token] = upload
        if len(self._by_token) > MOST:
            self._by_token.popitem(last=False)

    def forget(self, token: str) -> None:
        self._by_token.pop(token, None)
