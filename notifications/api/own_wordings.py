"""Serves what an organisation says in its own words over HTTP, to admins."""

from typing import Any, ClassVar

from django.utils import translation
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Language, Role
from accounts.rest.views import OrganisationView
from core.etags import etag
from core.rest.bodies import KnownMembers
from core.rest.conditions import ETAG, IF_MATCH, read_precondition
from core.rest.fields import LineField
from notifications import queries, services
from notifications.domain.own_wordings import (
    LONGEST_LINE,
    LONGEST_SUBJECT,
    MOST_WORDINGS,
    OwnWording,
    variables_of,
)
from notifications.domain.variables import VARIABLES
from notifications.queries import TextsDocument


class WordingSerializer(KnownMembers, serializers.Serializer[OwnWording]):
    """Describes one way to say a message: the subject of its mail, and its line with variables such
    as {title}. A subject has none."""

    subject = LineField(max_length=LONGEST_SUBJECT)
    line = LineField(max_length=LONGEST_LINE)

    def to_wording(self) -> OwnWording:
        return OwnWording(**self.validated_data)


class TextsSummarySerializer(serializers.Serializer[TextsDocument]):
    """Describes the texts of one kind in one language, without the texts. `has_faults` says that
    one of them is not sent any more."""

    kind = serializers.CharField(source="kind.name")
    label = serializers.CharField(  # type: ignore[assignment]  # also a word of fields themselves
        source="kind.label", help_text="In the reader's language."
    )
    language = serializers.ChoiceField(choices=Language.choices)
    is_own = serializers.BooleanField()
    wordings = serializers.SerializerMethodField(help_text="How many ways it is said in.")
    has_faults = serializers.SerializerMethodField()

    def get_wordings(self, document: TextsDocument) -> int:
        return len(document.wordings)

    def get_has_faults(self, document: TextsDocument) -> bool:
        return any(document.faults)


class AllTextsSerializer(serializers.Serializer[Any]):
    texts = TextsSummarySerializer(many=True)


class VariableSerializer(serializers.Serializer[Any]):
    """Describes a variable that each line has to have. `meaning` is in the reader's language,
    `sample` in that of the texts."""

    name = serializers.CharField()
    meaning = serializers.CharField()
    sample = serializers.CharField()


class TextFaultSerializer(serializers.Serializer[Any]):
    """Describes why a stored text is not sent any more; `attr` names its field."""

    attr = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class ShownWordingSerializer(serializers.Serializer[OwnWording]):
    subject = serializers.CharField()
    line = serializers.CharField()


class MessageTextsSerializer(serializers.Serializer[TextsDocument]):
    """Describes the texts of one kind in one language. `wordings` are what is sent: the
    organisation's own where `is_own`, else Kalm's, which `of_kalm` are always."""

    kind = serializers.CharField(source="kind.name")
    label = serializers.CharField(  # type: ignore[assignment]  # also a word of fields themselves
        source="kind.label"
    )
    language = serializers.ChoiceField(choices=Language.choices)
    is_own = serializers.BooleanField()
    wordings = ShownWordingSerializer(many=True)
    of_kalm = ShownWordingSerializer(many=True)
    variables = serializers.SerializerMethodField()
    faults = serializers.SerializerMethodField()

    @extend_schema_field(VariableSerializer(many=True))
    def get_variables(self, document: TextsDocument) -> list[dict[str, str]]:
        shown = []
        for name in variables_of(document.kind):
            with translation.override(document.language):
                sample = str(VARIABLES[name].sample)
            shown.append({"name": name, "meaning": str(VARIABLES[name].meaning), "sample": sample})
        return shown

    @extend_schema_field(TextFaultSerializer(many=True))
    def get_faults(self, document: TextsDocument) -> list[dict[str, str]]:
        return [
            {"attr": f"wordings.{at}.{one.part}", "code": one.code, "detail": one.detail}
            for at, faults in enumerate(document.faults)
            for one in faults
        ]


class SetTextsSerializer(KnownMembers, serializers.Serializer[Any]):
    wordings = WordingSerializer(  # type: ignore[call-arg]  # of the list that `many` makes
        many=True, allow_empty=False, max_length=MOST_WORDINGS
    )


class ShownMailSerializer(serializers.Serializer[Any]):
    subject = serializers.CharField()
    text = serializers.CharField(source="mail_text")
    html = serializers.CharField(source="mail_html")


class ShownPushSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(source="push_title")
    body = serializers.CharField(source="push_body")


class TextsPreviewSerializer(serializers.Serializer[services.Preview]):
    """Describes how each channel shows a text, with samples of nobody real. A push says the same
    whatever the text."""

    in_app = serializers.CharField()
    mail = ShownMailSerializer(source="*")
    push = ShownPushSerializer(source="*")


class TextsView(OrganisationView):
    """Lets admins in."""

    allowed: ClassVar = frozenset({Role.ADMIN})

    def answer(self, document: TextsDocument) -> Response:
        data = MessageTextsSerializer(document).data
        return Response(data, headers={"ETag": etag(document.version)})


class AllMessageTexts(TextsView):
    serializer_class = AllTextsSerializer

    @extend_schema(operation_id="listMessageTexts")
    def get(self, request: Request, organisation: str) -> Response:
        """Lists the kinds of message whose words the organisation may replace, in each language.
        For admins.

        Problems: `role_required`.
        """
        return Response(self.get_serializer({"texts": queries.all_texts_of(self.membership)}).data)


class MessageTexts(TextsView):
    serializer_class = MessageTextsSerializer

    @extend_schema(operation_id="readMessageTexts", parameters=[ETAG])
    def get(self, request: Request, organisation: str, kind: str, language: str) -> Response:
        """Returns the texts of one kind of message in one language. For admins.

        Problems: `role_required`, `not_found`.
        """
        return self.answer(queries.texts_of(self.membership, kind, language))

    @extend_schema(
        operation_id="saveMessageTexts",
        parameters=[IF_MATCH, ETAG],
        request=SetTextsSerializer,
        responses={200: MessageTextsSerializer},
    )
    def put(self, request: Request, organisation: str, kind: str, language: str) -> Response:
        """Says one kind of message in these words from now on, in one language: each message in one
        of them. Kalm's own words put back Kalm's. Repeating changes nothing. For admins.

        Problems: `role_required`, `not_found`, `invalid`, `wording_invalid` with a code
        at each field (blank, max_length, brace_alone, variable_missing, variable_unknown or
        variable_in_subject), `if_match_required`, `message_texts_changed`.
        """
        body = SetTextsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        wordings = [OwnWording(**one) for one in body.validated_data["wordings"]]
        return self.answer(
            services.save_texts(
                actor=self.membership,
                kind=kind,
                language=language,
                wordings=wordings,
                seen=read_precondition(request),
            )
        )

    @extend_schema(
        operation_id="putBackMessageTexts",
        parameters=[IF_MATCH, ETAG],
        responses={200: MessageTextsSerializer},
    )
    def delete(self, request: Request, organisation: str, kind: str, language: str) -> Response:
        """Says one kind of message in Kalm's words again. Repeating changes nothing. For admins.

        Problems: `role_required`, `not_found`, `if_match_required`, `message_texts_changed`.
        """
        return self.answer(
            services.put_back_texts(
                actor=self.membership,
                kind=kind,
                language=language,
                seen=read_precondition(request),
            )
        )


class MessageTextsPreview(TextsView):
    serializer_class = TextsPreviewSerializer

    @extend_schema(
        operation_id="previewMessageText",
        request=WordingSerializer,
        responses={200: TextsPreviewSerializer},
    )
    def post(self, request: Request, organisation: str, kind: str, language: str) -> Response:
        """Returns how each channel would show a text, with samples of nobody real. Nothing is kept
        or sent. For admins.

        Problems: `role_required`, `not_found`, `invalid`, `wording_invalid`.
        """
        body = WordingSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        shown = services.preview(
            actor=self.membership, kind=kind, language=language, wording=body.to_wording()
        )
        return Response(TextsPreviewSerializer(shown).data)
