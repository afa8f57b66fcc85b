"""Defines the fields for texts and days in request bodies."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty

from core import normalisation
from core.local_time import FIRST_DAY, LAST_DAY


class TextField(serializers.CharField):
    """Takes a text of several lines and normalises it. A text that shows nothing counts as empty,
    and so is refused as `blank`.

    With trim_whitespace=False only its characters are composed.
    """

    def normalised(self, text: str) -> str:
        """Return the text as it is stored."""
        if not self.trim_whitespace:
            return normalisation.composed(text)
        return normalisation.normal(text)

    def run_validation(self, data: Any = empty) -> Any:
        if isinstance(data, str):
            data = self.normalised(data)
        elif data is not empty and data is not None:
            self.fail("invalid")  # a number is no text
        return super().run_validation(data)


class LineField(TextField):
    """Takes a text of one line, such as a name."""

    def normalised(self, text: str) -> str:
        return normalisation.normal_line(text)


class DayField(serializers.DateField):
    """Takes a day with which can be counted: not one at the end of all calendars."""

    default_error_messages: ClassVar = {
        "day_out_of_range": _("Choose a day from 2000 until 2199."),
    }

    def to_internal_value(self, value: Any) -> date:
        day: date = super().to_internal_value(value)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail("day_out_of_range")
        return day
