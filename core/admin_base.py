"""Admin pages on which an operator looks and changes nothing."""

from django.http import HttpRequest


class ReadOnly:
    """Mix in before ModelAdmin, for rows that only verbs may write."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
