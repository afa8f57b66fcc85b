"""Defines model fields for texts that people type, normalised as in the API's bodies
(core/rest/fields.py).

Whichever entry point writes a row (a verb, an operator's page, a command), the same text is stored,
and a look-up finds it however it was typed. Migrations see Django's own fields: no column differs.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

from core import normalisation

# Django's fields take their types in the stubs alone, not when Python runs.
if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    Char = models.CharField[str | int | Combinable, str]
    Text = models.TextField[str | Combinable, str]
    Email = models.EmailField[str | Combinable, str]
else:
    Char, Text, Email = models.CharField, models.TextField, models.EmailField


class NormalisedMixin:
    """Normalises the value of a text field. Mix in before the field's class."""

    attname: str
    normalised: Callable[[str], str]
    """Returns the text as it is stored; empty where it shows nothing."""

    def to_python(self, value: Any) -> Any:
        return self._normal(super().to_python(value))  # type: ignore[misc]  # of the field

    def get_prep_value(self, value: Any) -> Any:
        return self._normal(super().get_prep_value(value))  # type: ignore[misc]  # of the field

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Give the instance the value that is stored."""
        value = self._normal(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def _normal(self, value: Any) -> Any:
        return self.normalised(value) if isinstance(value, str) else value


class LineField(NormalisedMixin, Char):
    """Stores a text of one line, such as a name."""

    normalised = staticmethod(normalisation.normal_line)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class ParagraphsField(NormalisedMixin, Text):
    """Stores a text of several lines."""

    normalised = staticmethod(normalisation.normal)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
