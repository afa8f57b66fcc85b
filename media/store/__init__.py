"""Stores arriving bytes until the recording is processed.

`local` is one file per upload on a disk, `objects` one object per received run of bytes in any
bucket. What both can do, and a third would have to, is one page: interface.py.
"""

from collections.abc import Callable

from django.conf import settings

from media.store.interface import Intake, Run, Store
from media.store.local import LocalStore
from media.store.objects import ObjectStore

__all__ = ["STORES", "Intake", "Run", "Store", "get_store"]

# By the values of UPLOAD_STORE.
STORES: dict[str, Callable[[], Store]] = {
    "local": lambda: LocalStore(settings.UPLOADS_DIR),
    "objects": ObjectStore,
}


def get_store() -> Store:
    """Return the store that the settings name."""
    return STORES[settings.UPLOAD_STORE]()
