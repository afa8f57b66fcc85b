"""Defines the fields for texts in request bodies."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from core import normalisation


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
