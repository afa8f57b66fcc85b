"""Defines how `scenarios.exercise` looks over HTTP, for the API of the apps above."""

from typing import Any

from rest_framework import serializers

from accounts.models import Language
from scenarios.models import Channel, ExampleShown, Medium, SceneKind, Sector


class ExerciseSummarySerializer(serializers.Serializer[Any]):
    scenario_version = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    content_warning = serializers.CharField(help_text="Empty when there is nothing to warn for.")
    minutes = serializers.IntegerField()
    techniques = serializers.ListField(child=serializers.CharField())
    intensity = serializers.IntegerField(
        allow_null=True, help_text="1 (mild) to 5; null on exercises of before there was one."
    )
    sector = serializers.ChoiceField(choices=Sector.choices, allow_null=True)
    channel = serializers.ChoiceField(choices=Channel.choices, allow_null=True)


class ExerciseOptionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    next = serializers.UUIDField(
        allow_null=True, help_text="The scene that choosing it leads to; null is the end."
    )


class ExerciseSceneSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    key = serializers.CharField(help_text="The scene's name within the exercise.")
    order = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=SceneKind.choices)
    prompt = serializers.CharField()
    body_html = serializers.CharField(
        help_text="What an info scene has to read: sanitised HTML of paragraphs, emphasis, lists, "
        "quotes, h2, h3 and links."
    )
    several = serializers.BooleanField(help_text="More than one option may be chosen.")
    options = ExerciseOptionSerializer(many=True)
    next = serializers.UUIDField(
        allow_null=True,
        help_text="The scene that follows, unless the chosen option says otherwise; null is the "
        "end.",
    )
    max_take_ms = serializers.IntegerField(allow_null=True, help_text="Only on respond scenes.")
    preparation_ms = serializers.IntegerField(help_text="Time to prepare before the recording.")
    max_takes = serializers.IntegerField(allow_null=True, help_text="Null: as many as one likes.")
    medium = serializers.ChoiceField(choices=Medium.choices)
    autocue = serializers.CharField(help_text="Text to scroll over the camera; empty when none.")
    autocue_editable = serializers.BooleanField()
    self_check = serializers.BooleanField(
        help_text="After a take the person may check themselves by the exercise's criteria."
    )
    example_shown = serializers.ChoiceField(choices=ExampleShown.choices)
    has_video = serializers.BooleanField()
    has_example = serializers.BooleanField(help_text="There is an example answer.")


class ExerciseCriterionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()


class ExerciseSerializer(ExerciseSummarySerializer):
    language = serializers.ChoiceField(
        choices=Language.choices, help_text="The language that the exercise is shown in."
    )
    missing_language = serializers.BooleanField(
        help_text="Something is not there in the reader's language, and is shown in another."
    )
    criteria = ExerciseCriterionSerializer(
        many=True, help_text="For self-checks; empty when no scene has one."
    )
    scenes = ExerciseSceneSerializer(many=True)


class RubricLevelSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    value = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField()


class RubricCriterionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    order = serializers.IntegerField()
    weight = serializers.IntegerField(help_text="1 to 9: how much it counts beside the others.")
    technique = serializers.CharField(help_text="The name of the technique that it is about.")
    name = serializers.CharField()
    description = serializers.CharField()
    levels = RubricLevelSerializer(many=True)


class RubricDocumentSerializer(serializers.Serializer[Any]):
    version = serializers.UUIDField()
    criteria = RubricCriterionSerializer(many=True)
