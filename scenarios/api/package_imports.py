"""Serves imports of packages: send the file, see what would happen, confirm, follow."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, ClassVar
from uuid import UUID

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Role
from core.queries import one_of
from core.rest.problems import BodyTooLarge
from scenarios import services
from scenarios.api.base import AuthoringView
from scenarios.api.fields import TextsSerializer, WarningSerializer
from scenarios.api.package_documents import read_package
from scenarios.api.packages import ZIP
from scenarios.errors import PackageUnreadable
from scenarios.models import ImportState, PackageImport
from scenarios.queries import imports_visible_to

PIECE = 1 << 20


class ZipBody(BaseParser):
    """Hands the body on as it comes: it is written to a file, never into memory."""

    media_type = ZIP

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return stream


class PlanLineSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="In the package.")
    name = TextsSerializer()
    outcome = serializers.ChoiceField(
        choices=["new", "existing", "already_here"],
        help_text="`already_here`: an exercise with the same content, which is not made again.",
    )
    as_code = serializers.CharField(help_text="In the organisation.")
    scenario = serializers.UUIDField(allow_null=True)
    version = serializers.UUIDField(allow_null=True)


class PlanSerializer(serializers.Serializer[Any]):
    """Describes what an import would do."""

    scenarios = PlanLineSerializer(many=True)
    techniques = PlanLineSerializer(many=True)
    aggression_types = PlanLineSerializer(many=True)
    rubrics = PlanLineSerializer(many=True)
    clips = serializers.IntegerField(help_text="How many clips would be made.")
    bytes = serializers.IntegerField(help_text="Of these clips.")
    warnings = WarningSerializer(many=True)


class RefusalSerializer(serializers.Serializer[Any]):
    """Describes why a package was refused: a code of a problem, and its parts."""

    code = serializers.CharField()
    detail = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # Declared here because `errors` is also the name of a property of serializers.
        return super().get_fields() | {"errors": WarningSerializer(many=True)}


class MadeSerializer(serializers.Serializer[Any]):
    scenario = serializers.UUIDField()
    version = serializers.UUIDField()
    code = serializers.CharField()
    title = TextsSerializer()


class PackageImportSerializer(serializers.Serializer[Any]):
    """Describes an import. It is checked after it came, and begins when it is confirmed."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=ImportState.choices)
    size = serializers.IntegerField(help_text="Bytes.")
    created_at = serializers.DateTimeField()
    plan = PlanSerializer(allow_null=True, help_text="Null until the package is checked.")
    is_changed = serializers.BooleanField(
        help_text="What would happen changed after the confirmation; nothing was imported."
    )
    refusal = RefusalSerializer(allow_null=True)
    made = MadeSerializer(many=True, help_text="The drafts that were made.")


class ImportView(AuthoringView):
    """Authors send packages and follow their imports."""

    allowed = frozenset({Role.AUTHOR})
    serializer_class = PackageImportSerializer

    def answer(self, row: PackageImport, status: int = 200) -> Response:
        return Response(PackageImportSerializer(row).data, status=status)


class PackageImportView(ImportView):
    @extend_schema(operation_id="readPackageImport", summary="How far an import is")
    def get(self, request: Request, id: UUID, **kwargs: Any) -> Response:
        """Returns the import to its author, who alone sees it, for a day. Problems: `not_found`."""
        return self.answer(one_of(imports_visible_to(self.membership), id))

    @extend_schema(
        operation_id="sendPackage",
        summary="Send a package under an id made by the client; again gives the same answer",
        request={ZIP: OpenApiTypes.BINARY},
        responses={
            200: PackageImportSerializer,
            201: OpenApiResponse(PackageImportSerializer, description="A new import"),
        },
    )
    def put(self, request: Request, id: UUID, **kwargs: Any) -> Response:
        """Keeps the package, of which nothing is imported yet. Faults of the list and the texts are
        answered at once; files are checked afterwards, and the import becomes `ready` or `refused`.
        A file above the setting PACKAGE_MAX_BYTES is `too_large`.

        Problems: `package_unreadable`, `package_bomb`, `package_path_refused`,
        `package_entry_unknown`, `package_file_missing`, `package_file_changed`,
        `package_schema_unknown`, `package_invalid`, `package_differs`, `too_many_imports`,
        `not_found`.
        """
        with _received(request) as file:
            row, is_new = services.receive_package(
                author=self.membership, id=id, file=file, read=read_package
            )
        return self.answer(row, 201 if is_new else 200)

    @extend_schema(
        operation_id="cancelPackageImport",
        summary="Forget an import and its file",
        responses={204: None},
    )
    def delete(self, request: Request, id: UUID, **kwargs: Any) -> Response:
        """Removes the import; the exercises that it made stay. Problems: `import_under_way`,
        `not_found`."""
        services.cancel_import(author=self.membership, id=id)
        return Response(status=204)

    def get_parsers(self) -> list[BaseParser]:
        return [ZipBody()] if self.is_package() else super().get_parsers()

    def is_package(self) -> bool:
        """Return whether the request is, or its description is of, one with a package."""
        request = getattr(self, "request", None)
        return request is None or request.method == "PUT"


class ImportConfirmationView(ImportView):
    without_body: ClassVar = frozenset({"PUT"})

    @extend_schema(
        operation_id="confirmPackageImport",
        summary="Import what was checked",
        request=None,
        responses=PackageImportSerializer,
    )
    def put(self, request: Request, id: UUID, **kwargs: Any) -> Response:
        """Lets the package be imported, whole or not at all. Where that would do something else
        than `plan` said, the import becomes `ready` again with `is_changed`. Repeating changes
        nothing.

        Problems: `import_not_ready`, `not_found`.
        """
        return self.answer(services.confirm_import(author=self.membership, id=id))


@contextmanager
def _received(request: Request) -> Iterator[services.ReceivedFile]:
    """Write the body to a file, of which no more is read than a package may have."""
    most = settings.PACKAGE_MAX_BYTES
    stream = request.data
    if not hasattr(stream, "read"):
        raise PackageUnreadable  # an empty body
    work = settings.MEDIA_DIR / "work"
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work) as folder:
        path = Path(folder) / "package.zip"
        size, digest = 0, hashlib.sha256()
        with path.open("wb") as file:
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > most:
                    raise BodyTooLarge
                digest.update(piece)
                file.write(piece)
        yield services.ReceivedFile(path, size, digest.hexdigest())
