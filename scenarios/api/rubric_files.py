"""Serves rubric versions as files: export for spreadsheets and programs, and import."""

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.queries import one_of
from core.rest.conditions import ETAG
from core.rest.parsing import Json, read_json
from core.rest.problems import BodyTooLarge
from scenarios import services
from scenarios.api.base import IF_MATCH, AuthoringView
from scenarios.api.faults import flat
from scenarios.api.fields import TextsSerializer, WarningSerializer
from scenarios.api.rubric_documents import CriterionDocumentSerializer, RubricVersionSerializer
from scenarios.documents import rubric_document
from scenarios.domain import rubric_files
from scenarios.domain.completeness import Gap, rubric_gaps, rubric_warnings
from scenarios.domain.drafts import etag
from scenarios.domain.rubric_files import RubricFile
from scenarios.errors import RubricFileInvalid, UnknownReference
from scenarios.queries import READING, rubric_versions_visible_to

CSV = "text/csv"
FORMATS = ("csv", "json")


def _limited(stream: IO[Any]) -> bytes:
    """Return the body, of which no more is read than a rubric may have."""
    body: bytes = stream.read(rubric_files.MAX_BYTES + 1)
    if len(body) > rubric_files.MAX_BYTES:
        raise BodyTooLarge
    return body


# call-arg below: with many=True these are arguments of ListSerializer, which the stubs do not know.


class CsvBody(BaseParser):
    """Passes a CSV file on as bytes: its encoding is found by reading it."""

    media_type = CSV

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return _limited(stream)


class JsonBody(Json):
    """Parses JSON of the size that a rubric may have."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return read_json(_limited(stream))
        except ValueError as error:
            raise ParseError from error


class ExportQuery(serializers.Serializer[Any]):
    format = serializers.ChoiceField(choices=FORMATS, default="csv")


class ImportQuery(serializers.Serializer[Any]):
    dry_run = serializers.BooleanField(
        default=False, help_text="Answer with what would happen, and save nothing."
    )


class RubricFileSerializer(serializers.Serializer[Any]):
    """Describes a rubric as a file, by its schema `kalm-rubric/1`. Import reads `criteria` alone:
    code and name stay those of the rubric that it is imported into."""

    schema = serializers.ChoiceField(choices=[rubric_files.SCHEMA])
    code = serializers.CharField(required=False)
    name = TextsSerializer(required=False)
    criteria = CriterionDocumentSerializer(many=True, max_length=20)  # type: ignore[call-arg]


class RubricImportSerializer(serializers.Serializer[Any]):
    """Describes what an import made, or would make: the draft, what it lacks for publication, and
    what is there in one language only."""

    is_saved = serializers.BooleanField()
    is_new = serializers.BooleanField(help_text="False where a draft is replaced.")
    draft = RubricVersionSerializer()
    gaps = WarningSerializer(many=True)
    warnings = WarningSerializer(many=True)


class RubricExportView(AuthoringView):
    """Authors, coaches and admins take a rubric version with them as a file."""

    allowed = READING
    serializer_class = RubricFileSerializer

    @extend_schema(
        operation_id="exportRubricVersion",
        summary="A rubric version as a file",
        parameters=[ExportQuery],
        responses={
            (200, "application/json"): RubricFileSerializer,
            (200, CSV): OpenApiTypes.BYTE,
        },
    )
    def get(self, request: Request, version: UUID, **kwargs: Any) -> HttpResponse:
        """Returns the rubric as a file. CSV has a row for each level, headers in the reader's
        language, and semicolons for Dutch readers, commas for others. Text that a spreadsheet would
        run as a formula has an apostrophe before it, which import takes off again.

        Problems: `invalid`, `not_found`.
        """
        query = ExportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        row = one_of(rubric_versions_visible_to(self.membership), version)
        document, rubric = rubric_document(row), row.rubric
        kind = query.validated_data["format"]
        answer: HttpResponse
        if kind == "json":
            value = rubric_files.write_json(document, code=rubric.code, name=rubric.name)
            answer = JsonResponse(value, json_dumps_params={"ensure_ascii": False, "indent": 2})
        else:
            body = rubric_files.write_csv(document, get_language() or "")
            answer = HttpResponse(body, content_type=f"{CSV}; charset=utf-8")
        name = f"{rubric.code}-v{row.number}.{kind}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class RubricImportView(AuthoringView):
    allowed = READING
    serializer_class = RubricImportSerializer
    parser_classes = [JsonBody, CsvBody]

    @extend_schema(
        operation_id="importRubricVersion",
        summary="Make or replace a draft from a file",
        parameters=[ImportQuery, IF_MATCH, ETAG],
        request={"application/json": RubricFileSerializer, CSV: OpenApiTypes.BYTE},
        responses={
            200: RubricImportSerializer,
            201: OpenApiResponse(RubricImportSerializer, description="A new draft"),
        },
    )
    def put(self, request: Request, rubric: UUID, version: UUID, **kwargs: Any) -> Response:
        """Reads the file whole or refuses it whole; only authors may. Repeating the request gets
        the same answer. With `dry_run` everything is checked as it will be, and nothing is saved.

        CSV is what a spreadsheet saves: commas, semicolons or tabs, any common encoding. Faults
        name row and column as `rows.3.weight`, the first row being the headers.

        Problems: `rubric_file_invalid`, `unknown_reference`, `if_match_required`, `draft_changed`,
        `draft_exists`, `already_published`, `invalid`, `not_found`.
        """
        query = ImportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = _read(request.data)
        body = _checked(found, rubric)
        is_dry = query.validated_data["dry_run"]
        save = services.try_rubric_draft if is_dry else services.save_rubric_draft
        try:
            row, is_new = save(
                author=self.membership,
                rubric=rubric,
                version=version,
                draft=body.draft(),
                if_match=request.headers.get("If-Match"),
            )
        except UnknownReference as refusal:
            raise UnknownReference(errors=_placed(found, refusal.errors)) from refusal
        document = rubric_document(row)
        made = {
            "is_saved": not is_dry,
            "is_new": is_new,
            "draft": row,
            "gaps": _placed(found, rubric_gaps(document)),
            "warnings": _placed(found, rubric_warnings(document)),
        }
        status = 201 if is_new and not is_dry else 200
        data = RubricImportSerializer(made).data
        return Response(data, status=status, headers={"ETag": etag(document)})


def _read(data: Any) -> RubricFile:
    """Return the rubric in a body: bytes of a CSV file, or a JSON value."""
    if isinstance(data, bytes):
        return rubric_files.read_csv(data)
    return rubric_files.read_json(data)


def _checked(found: RubricFile, rubric: UUID) -> RubricVersionSerializer:
    """Return the validated document. RubricFileInvalid names the places in the file."""
    body = RubricVersionSerializer(data={**found.document, "rubric": str(rubric)})
    try:
        body.is_valid(raise_exception=True)
    except ValidationError as error:
        raise RubricFileInvalid(errors=_placed(found, flat(error.detail))) from error
    return body


def _placed(found: RubricFile, errors: list[Gap]) -> list[Gap]:
    return [{**one, "attr": found.place(one["attr"])} for one in errors]
