"""Provides admin pages on which an operator reads rows and changes none."""

from django.http import HttpRequest


class ReadOnly:
    """Makes a ModelAdmin read only, for rows that only verbs may write. Mix in before
    ModelAdmin.
    """

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
