"""All threads of a process share one session with the bucket, and none of them a connection."""

from threading import Barrier, Thread
from typing import Any

import pytest

from deploy import bucket
from deploy.bucket_storage import BucketStorage

pytestmark = pytest.mark.slow

THREADS = 4


def test_threads_share_the_session_and_not_the_connection() -> None:
    options = bucket.storage(
        "a", endpoint="http://127.0.0.1:9", region="us-east-1", access_key="k", secret_key="s"
    )["OPTIONS"]
    storage = BucketStorage(**options)
    connections: list[Any] = []
    together = Barrier(THREADS)

    def connect() -> None:
        together.wait()
        connections.append(storage.connection)
        together.wait()  # a thread that ended would give its connection back

    threads = [Thread(target=connect) for _each in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in connections}) == THREADS
    loaders = {id(one.meta.client._loader) for one in connections}
    assert len(loaders) == 1
