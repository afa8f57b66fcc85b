"""tuspy in a process of its own: `python tuspy_process.py ENDPOINT TOKEN FILE CHUNK URLS STOP`.

URLS is the file in which tuspy keeps where uploads were. At STOP bytes (0 for never) it is killed
as by `kill -9`. Prints at which byte it began.
"""

import os
import signal
import sys

from tusclient.client import TusClient
from tusclient.storage.filestorage import FileStorage

endpoint, token, file, chunk, urls, stop = sys.argv[1:]
uploader = TusClient(endpoint, headers={"X-Session-Token": token}).uploader(
    file,
    chunk_size=int(chunk),
    metadata={"filename": "reply.mp4", "filetype": "video/mp4"},
    store_url=True,
    url_storage=FileStorage(urls),  # type: ignore[no-untyped-call]  # tuspy ships no types
)
print(uploader.offset, flush=True)
uploader.upload(stop_at=int(stop) or None)
if int(stop):
    os.kill(os.getpid(), signal.SIGKILL)
