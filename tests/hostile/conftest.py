"""One stage for all tests here, as for those of permissions: no request leaves a trace."""

from tests.permissions.conftest import db, stage

__all__ = ["db", "stage"]
