"""Migrations see Django's own fields in place of ours, so that no column differs."""

from django.apps import apps
from django.db import models

from core.model_fields import NormalisedMixin

DJANGOS = {
    "AddressField": models.EmailField,
    "LineField": models.CharField,
    "ParagraphsField": models.TextField,
}


def test_a_field_for_texts_is_written_down_as_one_of_djangos() -> None:
    every = [field for model in apps.get_models() for field in model._meta.local_fields]
    ours = [field for field in every if isinstance(field, NormalisedMixin)]
    assert {type(field).__name__ for field in ours} == DJANGOS.keys()
    for field in ours:
        _name, path, _args, options = field.deconstruct()
        djangos = DJANGOS[type(field).__name__]
        assert path == f"django.db.models.{djangos.__name__}"
        assert options.get("max_length") == field.max_length
