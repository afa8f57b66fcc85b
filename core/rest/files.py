"""Answers with a file, in pieces: no process has all of it in memory."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import IO, Any

from django.http import StreamingHttpResponse

PIECE = 256 * 1024  # bytes


class FileAnswer(StreamingHttpResponse):
    """Sends an open file from where it stands, then closes it. Whatever sends it, synchronous or
    not, reads one piece at a time; Django alone would read all of it for an asynchronous one."""

    def __init__(self, file: IO[bytes], *, size: int, name: str, content_type: str) -> None:
        headers = {
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        }
        super().__init__(_pieces(file), content_type=content_type, headers=headers)
        self._file = file

    def close(self) -> None:
        super().close()
        self._file.close()

    async def __aiter__(self) -> AsyncIterator[Any]:
        while piece := await asyncio.to_thread(self._file.read, PIECE):
            yield piece


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
