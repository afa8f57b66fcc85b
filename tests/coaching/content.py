"""Makes what an exercise of the tests of coaching consists of."""

from accounts.models import Organisation
from media.models import Purpose, Video, VideoState
from scenarios.models import AggressionType, Criterion, Level, RubricVersion, Style, Technique


def both(dutch: str, english: str) -> dict[str, str]:
    return {"nl": dutch, "en": english}


def clip(organisation: Organisation) -> Video:
    """The customer's clip; whoever recorded it is beside the point."""
    owner = organisation.memberships.order_by("id").first()
    assert owner is not None
    return Video.objects.create(
        organisation=organisation, owner=owner, purpose=Purpose.SCENE, state=VideoState.READY
    )


def aggression_type(organisation: Organisation) -> AggressionType:
    return AggressionType.objects.create(
        organisation=organisation,
        code="frustration",
        name=both("Frustratie", "Frustration"),
        description=both("Machteloos", "Powerless"),
        style=Style.SUPPORTIVE,
    )


def make_criterion(version: RubricVersion, order: int) -> Criterion:
    technique, _ = Technique.objects.get_or_create(
        organisation=version.rubric.organisation,
        code=f"technique-{order}",
        defaults={
            "name": both(f"Techniek {order}", f"Technique {order}"),
            "description": both("Doen", "Do"),
        },
    )
    criterion = Criterion.objects.create(
        version=version,
        technique=technique,
        order=order,
        name=both(f"Criterium {order}", f"Criterion {order}"),
        description=both("Let op", "Look for"),
    )
    for value in (1, 2, 3):
        Level.objects.create(
            criterion=criterion,
            value=value,
            name=both(f"Trede {value}", f"Level {value}"),
            description=both("Je ziet", "You see"),
        )
    return criterion
