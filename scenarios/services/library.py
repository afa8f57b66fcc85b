"""Holds the verbs on the lists that exercises and rubrics point at."""

from collections.abc import Mapping

from accounts.models import Membership
from scenarios.models import AggressionType, Style, Technique

Texts = Mapping[str, str]


def define_technique(
    *, author: Membership, code: str, name: Texts, description: Texts, order: int
) -> Technique:
    """Create the organisation's technique with this code, or update it."""
    technique, _created = Technique.objects.update_or_create(
        organisation=author.organisation,
        code=code,
        defaults={"name": name, "description": description, "order": order},
    )
    return technique


def define_aggression_type(
    *, author: Membership, code: str, name: Texts, description: Texts, style: Style, order: int
) -> AggressionType:
    """Create the organisation's aggression type with this code, or update it."""
    kind, _created = AggressionType.objects.update_or_create(
        organisation=author.organisation,
        code=code,
        defaults={"name": name, "description": description, "style": style, "order": order},
    )
    return kind
