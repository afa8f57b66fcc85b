"""Describes a range of days over HTTP."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from core.rest.fields import DayField

LONGEST = timedelta(days=365)


class DaysSerializer(KnownMembers, serializers.Serializer[Any]):
    """Describes a range of days, both ends included."""

    first_day = DayField(source="first")
    last_day = DayField(source="last")

    def validate(self, attrs: Any) -> Any:
        if not timedelta(0) <= attrs["last"] - attrs["first"] <= LONGEST:
            raise serializers.ValidationError(
                {"last_day": _("Choose a last day after the first one, within a year.")},
                code="not_a_range",
            )
        return attrs
