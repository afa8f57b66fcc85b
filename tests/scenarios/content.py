"""Provides content for the tests of scenarios: small, whole documents and the rows they need."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership, Organisation
from core.ids import new_id
from media.models import Captions, Purpose, Video, VideoState
from scenarios.domain.drafts import (
    CriterionDraft,
    LevelDraft,
    OptionDraft,
    RubricDraft,
    ScenarioDraft,
    SceneDraft,
)
from scenarios.models import (
    AggressionType,
    Criterion,
    Level,
    Option,
    Rubric,
    RubricVersion,
    Scenario,
    ScenarioVersion,
    Scene,
    SceneClip,
    Technique,
)
from scenarios.services import (
    create_rubric,
    create_scenario,
    publish_rubric_version,
    publish_scenario_version,
    save_rubric_draft,
    save_scenario_draft,
)

Json = dict[str, Any]


def both(text: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {"nl": f"{text} (nl)", "en": f"{text} (en)"}


def library(organisation: Organisation) -> None:
    """Define two techniques and an aggression type."""
    for order, code in enumerate(["thanking", "letting_vent"]):
        Technique.objects.create(
            organisation=organisation,
            code=code,
            order=order,
            name=both(code),
            description=both(code),
        )
    AggressionType.objects.create(
        organisation=organisation,
        code="frustration",
        style="supportive",
        name=both("frustration"),
        description=both("frustration"),
    )


CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\n...\n"


def clip(owner: Membership, state: VideoState = VideoState.READY) -> Video:
    """Store a customer's clip, with captions."""
    video = Video.objects.create(
        organisation=owner.organisation, owner=owner, purpose=Purpose.SCENE, state=state
    )
    Captions.objects.bulk_create(
        [Captions(video=video, language=at, text=CAPTIONS) for at in ("nl", "en")]
    )
    return video


def level(value: int) -> Json:
    return {"value": value, "name": both(f"Level {value}"), "description": both(f"Seen {value}")}


def rubric_body(rubric: object, levels: int = 3) -> Json:
    """Return the document of a rubric version, as an author's client sends it."""
    criterion = {
        "technique": "letting_vent",
        "name": both("Space"),
        "description": both("Is there space?"),
        "levels": [level(value) for value in range(1, levels + 1)],
    }
    return {"rubric": str(rubric), "criteria": [criterion]}


def scenario_body(
    scenario: object, *, rubric_version: object = None, clips: Json | None = None
) -> Json:
    """Return the document of a scenario version: watch, choose, respond."""
    options = [
        {"text": both("Frustration"), "is_right": True, "explanation": both("He needs help")},
        {"text": both("Threat"), "is_right": False, "explanation": both("He does not threaten")},
    ]
    return {
        "scenario": str(scenario),
        "title": both("The barrier"),
        "summary": both("A traveller misses a train"),
        "content_warning": both("Shouting"),
        "minutes": 2,
        "intensity": 2,
        "sector": "transport",
        "channel": "face_to_face",
        "rubric_version": str(rubric_version) if rubric_version else None,
        "aggression_type": "frustration",
        "techniques": ["letting_vent", "thanking"],
        "scenes": [
            {"kind": "watch", "prompt": both("Watch"), "clips": clips or {}},
            {"kind": "choose", "prompt": both("Choose"), "options": options},
            {
                "kind": "respond",
                "prompt": both("Reply"),
                "max_take_ms": 60_000,
                "example_answer": both("Thank you"),
            },
        ],
    }


def saved_scenario(author: Membership, client: APIClient, code: str, **changes: Any) -> UUID:
    """Save a draft as an author's client does, and return its scenario."""
    scenario = create_scenario(author=author, code=code).id
    body: Json = scenario_body(scenario) | changes
    answer = client.put(f"/api/v1/haven/scenario-versions/{new_id()}", body)
    assert answer.status_code == 201, answer.content
    return scenario


def rubric_draft(levels: int = 3) -> RubricDraft:
    """Return one criterion with so many levels, as a value."""
    steps = tuple(LevelDraft(at, both(f"L{at}"), both("seen")) for at in range(1, levels + 1))
    return RubricDraft((CriterionDraft("letting_vent", both("Space"), both("Space?"), steps),))


def published_rubric(author: Membership, code: str = "space") -> RubricVersion:
    """Publish a rubric version with one criterion of three levels."""
    rubric = create_rubric(author=author, code=code, name=both("Space"))
    version, _ = save_rubric_draft(
        author=author, rubric=rubric.id, version=new_id(), draft=rubric_draft()
    )
    return publish_rubric_version(author=author, version=version.id)


def published_scenario(
    author: Membership,
    code: str = "barrier",
    minutes: int | None = 3,
    scenario: Scenario | None = None,
) -> ScenarioVersion:
    """Publish a version of a scenario, a new one unless it is given, with ready clips in both
    languages."""
    scenario = scenario or create_scenario(author=author, code=code)
    draft = ScenarioDraft(
        title=both("The barrier"),
        summary=both("A traveller"),
        content_warning=both("Shouting"),
        intensity=2,
        sector="transport",
        channel="face_to_face",
        minutes=minutes,
        rubric_version=published_rubric(author, code).id,
        aggression_type="frustration",
        techniques=("letting_vent", "thanking"),
        scenes=(
            SceneDraft(
                "watch", both("Watch"), clips={"nl": clip(author).id, "en": clip(author).id}
            ),
            SceneDraft(
                "choose",
                both("Choose"),
                options=(
                    OptionDraft(both("Frustration"), True, both("He needs help")),
                    OptionDraft(both("Threat"), False, both("He does not threaten")),
                ),
            ),
            SceneDraft("respond", both("Reply"), max_take_ms=60_000),
        ),
    )
    version, _ = save_scenario_draft(
        author=author, scenario=scenario.id, version=new_id(), draft=draft
    )
    return publish_scenario_version(author=author, version=version.id)


def stored_scenario(author: Membership, code: str = "barrier") -> ScenarioVersion:
    """Write the rows of `published_scenario` without the verbs of authors.

    For tests of what comes after publication: it takes a third of the time. A test in
    test_publish_scenario_version.py compares the documents of both.
    """
    organisation = author.organisation
    techniques = {row.code: row for row in Technique.objects.filter(organisation=organisation)}
    kind = AggressionType.objects.get(organisation=organisation, code="frustration")
    version = ScenarioVersion.objects.create(
        scenario=Scenario.objects.create(organisation=organisation, code=code),
        number=1,
        rubric_version=_stored_rubric(organisation, code, techniques["letting_vent"]),
        aggression_type=kind,
        title=both("The barrier"),
        summary=both("A traveller"),
        content_warning=both("Shouting"),
        intensity=2,
        sector="transport",
        channel="face_to_face",
        minutes=3,
    )
    version.techniques.set([techniques["letting_vent"], techniques["thanking"]])
    watch, choose, _respond = Scene.objects.bulk_create(
        [
            Scene(version=version, order=1, key="s1", kind="watch", prompt=both("Watch")),
            Scene(version=version, order=2, key="s2", kind="choose", prompt=both("Choose")),
            Scene(
                version=version,
                order=3,
                key="s3",
                kind="respond",
                prompt=both("Reply"),
                max_take_ms=60_000,
            ),
        ]
    )
    SceneClip.objects.bulk_create(
        [SceneClip(scene=watch, language=at, video=clip(author)) for at in ("nl", "en")]
    )
    options = [("Frustration", True, "He needs help"), ("Threat", False, "He does not threaten")]
    Option.objects.bulk_create(
        [
            Option(
                scene=choose, order=at, text=both(text), is_right=is_right, explanation=both(why)
            )
            for at, (text, is_right, why) in enumerate(options, start=1)
        ]
    )
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    return version


def _stored_rubric(organisation: Organisation, code: str, technique: Technique) -> RubricVersion:
    rubric = Rubric.objects.create(organisation=organisation, code=code, name=both("Space"))
    version = RubricVersion.objects.create(rubric=rubric, number=1)
    criterion = Criterion.objects.create(
        version=version,
        technique=technique,
        order=1,
        name=both("Space"),
        description=both("Space?"),
    )
    Level.objects.bulk_create(
        [
            Level(criterion=criterion, value=at, name=both(f"L{at}"), description=both("seen"))
            for at in range(1, 4)
        ]
    )
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    return version
