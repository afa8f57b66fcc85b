"""Faults of the storage are told apart from our own."""

import re

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.core.exceptions import SuspiciousFileOperation

from media.errors import StorageFull
from media.storage import StorageAway, translate_errors
from media.store.objects import refuse_when_away

DENIED = ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "PutObject")
AWAY = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")


@pytest.mark.parametrize("error", [DENIED, AWAY, OSError("disk")])
def test_a_bucket_or_disk_that_refuses_is_an_outage(error: Exception) -> None:
    with pytest.raises(OSError, match=re.escape(str(error))), translate_errors():
        raise error
    with pytest.raises(StorageFull) as refused, refuse_when_away():
        raise error
    assert refused.value.retry_after


@pytest.mark.parametrize("error", [DENIED, AWAY])
def test_each_librarys_own_errors_become_one(error: Exception) -> None:
    with pytest.raises(StorageAway) as away, translate_errors():
        raise error
    assert away.value.__cause__ is error


@pytest.mark.parametrize("error", [TypeError("ours"), SuspiciousFileOperation("ours")])
def test_a_mistake_of_ours_stays_what_it_is(error: Exception) -> None:
    with pytest.raises(type(error)), translate_errors():
        raise error
    with pytest.raises(type(error)), refuse_when_away():
        raise error
