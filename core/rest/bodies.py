"""Checks the members of request bodies: none is ignored, so that nobody believes in a change that
was not made."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

UNKNOWN = _("We don't know this field, or it can't be changed here.")
MOST = 20  # unknown members that one refusal names


class KnownMembers:
    """Refuses members of a body that its serializer does not take, with `unknown_field`, and
    describes that in the schema. Mix in before the serializer."""

    fields: Any
    may_repeat_answer = False
    """For a document that clients read, change and send back whole: members of the answer that
    are made by the server are accepted, and ignored."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = [str(name) for name in data if not self._takes(name)]
            if unknown:
                detail = [serializers.ErrorDetail(str(UNKNOWN), "unknown_field")]
                raise serializers.ValidationError(dict.fromkeys(unknown[:MOST], detail))
        # Of the serializer that this is mixed into.
        return super().to_internal_value(data)  # type: ignore[misc]

    def _takes(self, name: str) -> bool:
        field = self.fields.get(name)
        return field is not None and (self.may_repeat_answer or not field.read_only)


class NoMembers(KnownMembers, serializers.Serializer[Any]):
    """Takes an empty body alone."""
