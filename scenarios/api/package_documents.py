"""Checks the package.json of a foreign package, with the rules of the documents that authors
save."""

import re
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from core.rest.bodies import KnownMembers
from core.rest.fields import LineField
from core.rest.parsing import read_json
from scenarios.api.faults import flat
from scenarios.api.fields import CodeField, PerLanguage
from scenarios.api.library_serializers import SomeTextsSerializer
from scenarios.api.rubric_documents import CriterionDocumentSerializer, criterion_draft
from scenarios.api.scenario_documents import (
    OptionDocumentSerializer,
    ScenarioDocumentSerializer,
    SceneDocumentSerializer,
    scenario_draft,
)
from scenarios.domain.completeness import gap
from scenarios.domain.drafts import RubricDraft
from scenarios.domain.packages import (
    SCHEMA,
    ClipEntry,
    FileEntry,
    KindEntry,
    Package,
    RubricEntry,
    RubricVersionEntry,
    ScenarioEntry,
    TechniqueEntry,
    stand_in,
)
from scenarios.domain.packages.consistency import inconsistencies
from scenarios.domain.packages.layout import MOST_FILES, MOST_SCENARIOS, is_path, sha256_of
from scenarios.domain.packages.shapes import MANIFEST
from scenarios.errors import PackageInvalid, PackageSchemaUnknown
from scenarios.models import Style

MOST_NAMED = 100  # faults that one refusal names
RUBRIC_NAME, CLIP_NAME = r"^r[1-9][0-9]{0,3}\Z", r"^c[1-9][0-9]{0,3}\Z"


# call-arg below: with many=True these are arguments of ListSerializer, which the stubs do not know.
# assignment below: a package has names where the document itself has ids.


class NameField(LineField):
    """Takes a name within the package, and gives what stands for it in drafts."""

    def __init__(self, pattern: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._pattern = re.compile(pattern)

    def to_internal_value(self, data: Any) -> UUID:  # type: ignore[override]  # no text any more
        name = super().to_internal_value(data)
        if not self._pattern.match(name):
            raise ValidationError(_("This is no name of a part."), "invalid")
        return stand_in(name)


class PathField(LineField):
    """Takes the path of a file beside package.json."""

    def to_internal_value(self, data: Any) -> str:
        path: str = super().to_internal_value(data)
        if not is_path(path):
            raise ValidationError(_("No file of a package has this path."), "path_refused")
        return path


class PackagedTechnique(KnownMembers, serializers.Serializer[Any]):
    code = CodeField()
    name = SomeTextsSerializer()
    description = SomeTextsSerializer()


class PackagedKind(PackagedTechnique):
    style = serializers.ChoiceField(choices=Style.choices)  # type: ignore[assignment]


class PackagedRubricVersion(KnownMembers, serializers.Serializer[Any]):
    name = LineField(validators=[RegexValidator(RUBRIC_NAME)])
    is_published = serializers.BooleanField()
    criteria = CriterionDocumentSerializer(many=True, max_length=20)  # type: ignore[call-arg]


class PackagedRubric(KnownMembers, serializers.Serializer[Any]):
    code = CodeField()
    name = SomeTextsSerializer()
    versions = PackagedRubricVersion(many=True, min_length=1, max_length=100)  # type: ignore[call-arg]


class PackagedCaptions(PerLanguage):
    nl = PathField(required=False)
    en = PathField(required=False)


class PackagedClip(KnownMembers, serializers.Serializer[Any]):
    name = LineField(validators=[RegexValidator(CLIP_NAME)])
    file = PathField()
    captions = PackagedCaptions()
    poster_at_ms = serializers.IntegerField(
        allow_null=True, default=None, min_value=0, max_value=2**31 - 1
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        paths = [("file", attrs["file"], "media/")]
        paths += [("captions", path, "captions/") for path in attrs["captions"].values()]
        for attr, path, folder in paths:
            if not path.startswith(folder):
                detail = serializers.ErrorDetail(str(_("This is another kind of file.")), "invalid")
                raise ValidationError({attr: [detail]})
        return attrs


class ClipNames(PerLanguage):
    nl = NameField(CLIP_NAME, required=False)
    en = NameField(CLIP_NAME, required=False)


class PackagedOption(OptionDocumentSerializer):
    may_repeat_answer = False


class PackagedScene(SceneDocumentSerializer):
    may_repeat_answer = False
    clips = ClipNames(default=dict)  # type: ignore[assignment]
    example_clips = ClipNames(default=dict)  # type: ignore[assignment]
    options = PackagedOption(many=True, max_length=10, default=list)  # type: ignore[call-arg]


class PackagedScenario(ScenarioDocumentSerializer):
    """Takes a scenario version's document, with names in place of ids."""

    may_repeat_answer = False
    scenario = None  # type: ignore[assignment]
    code = CodeField()
    rubric_version = NameField(  # type: ignore[assignment]
        RUBRIC_NAME, source="rubric_version_id", allow_null=True, default=None
    )
    scenes = PackagedScene(many=True, max_length=40)  # type: ignore[call-arg]


class PackagedFile(KnownMembers, serializers.Serializer[Any]):
    path = PathField()
    size = serializers.IntegerField(min_value=1, max_value=2**40)
    sha256 = LineField(validators=[RegexValidator(r"^[0-9a-f]{64}\Z")])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if sha256_of(attrs["path"]) != attrs["sha256"]:
            detail = str(_("A file is named after its SHA-256."))
            raise ValidationError({"sha256": [serializers.ErrorDetail(detail, "not_its_name")]})
        return attrs


class PackageSerializer(KnownMembers, serializers.Serializer[Any]):
    schema = LineField()
    techniques = PackagedTechnique(many=True, max_length=500)  # type: ignore[call-arg]
    aggression_types = PackagedKind(many=True, max_length=100)  # type: ignore[call-arg]
    rubrics = PackagedRubric(many=True, max_length=100)  # type: ignore[call-arg]
    clips = PackagedClip(many=True, max_length=MOST_FILES)  # type: ignore[call-arg]
    scenarios = PackagedScenario(  # type: ignore[call-arg]
        many=True, min_length=1, max_length=MOST_SCENARIOS
    )
    files = PackagedFile(many=True, max_length=MOST_FILES)  # type: ignore[call-arg]


def read_package(manifest: bytes) -> Package:
    """Return the package that package.json describes. Raises PackageSchemaUnknown, and
    PackageInvalid with the place of each fault."""
    try:
        value = read_json(manifest)
    except ValueError as error:
        detail = _("package.json can't be read.")
        raise PackageInvalid(errors=[gap("parse_error", detail, MANIFEST)]) from error
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise PackageSchemaUnknown
    body = PackageSerializer(data=value)
    try:
        body.is_valid(raise_exception=True)
    except ValidationError as error:
        raise PackageInvalid(errors=flat(error.detail)[:MOST_NAMED]) from error
    package = _package(body.validated_data)
    if faults := inconsistencies(package):
        raise PackageInvalid(errors=faults[:MOST_NAMED])
    return package


def _package(data: dict[str, Any]) -> Package:
    return Package(
        techniques=tuple(TechniqueEntry(**one) for one in data["techniques"]),
        aggression_types=tuple(KindEntry(**one) for one in data["aggression_types"]),
        rubrics=tuple(map(_rubric, data["rubrics"])),
        clips=tuple(ClipEntry(**one) for one in data["clips"]),
        scenarios=tuple(
            ScenarioEntry(one["code"], scenario_draft(_without_code(one)))
            for one in data["scenarios"]
        ),
        files=tuple(FileEntry(**one) for one in data["files"]),
    )


def _without_code(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "code"}


def _rubric(data: dict[str, Any]) -> RubricEntry:
    versions = tuple(
        RubricVersionEntry(
            one["name"],
            one["is_published"],
            RubricDraft(tuple(map(criterion_draft, one["criteria"]))),
        )
        for one in data["versions"]
    )
    return RubricEntry(data["code"], data["name"], versions)
