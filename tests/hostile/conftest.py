"""Shares the stage of the permissions' tests, where no request leaves a row behind."""

from tests.permissions.conftest import db, stage

__all__ = ["db", "stage"]
