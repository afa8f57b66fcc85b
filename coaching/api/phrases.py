"""Answers the coach's routes of saved phrases."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from coaching.api.base import CoachView, created
from coaching.domain.phrases import MOST_OWN, MOST_SHARED, TEXT_MAX, VARIABLES, PhraseText
from coaching.models import CommentKind
from coaching.queries.phrases import visible_to
from coaching.services.phrases import remove_phrase, save_phrase
from core.etags import etag
from core.problem import CONTENT_TYPE
from core.rest.bodies import KnownMembers
from core.rest.conditions import ETAG, IF_MATCH, IF_NONE_MATCH, read_precondition
from core.rest.fields import TextField
from core.rest.schema import Problem


class PhraseSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(
        choices=CommentKind.choices, help_text="The kind of comment that it is for."
    )
    text = serializers.CharField(help_text="With variables such as {name}.")
    shared = serializers.BooleanField(help_text="The organisation's; false where it is one's own.")
    version = serializers.CharField(
        help_text="Names this state; as an ETag, what a change names in If-Match."
    )


class PhrasesSerializer(serializers.Serializer[Any]):
    """Describes the phrases that a coach can use: at most `most_own` and `most_shared`."""

    phrases = PhraseSerializer(many=True, help_text="The newest first.")
    variables = serializers.ListField(
        child=serializers.ChoiceField(choices=[(name, name) for name in VARIABLES]),
        help_text="What may stand in braces.",
    )
    most_own = serializers.IntegerField()
    most_shared = serializers.IntegerField()


class SavePhraseSerializer(KnownMembers, serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = TextField(max_length=TEXT_MAX, help_text="With variables such as {name}.")
    shared = serializers.BooleanField(
        default=False, help_text="True shares it with the organisation's coaches, for good."
    )


class PhraseChangedSerializer(Problem):
    """Describes `phrase_changed`: `current` is the phrase as it is now, null where it was
    removed."""

    current = PhraseSerializer(allow_null=True)


CHANGED = (412, CONTENT_TYPE)


class PhrasesView(CoachView):
    serializer_class = PhrasesSerializer

    @extend_schema(operation_id="listPhrases", responses=PhrasesSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        """List one's own phrases and those that the organisation shares, all of them."""
        answer = {
            "phrases": visible_to(self.membership),
            "variables": VARIABLES,
            "most_own": MOST_OWN,
            "most_shared": MOST_SHARED,
        }
        return Response(PhrasesSerializer(answer).data)


class PhraseView(CoachView):
    serializer_class = SavePhraseSerializer

    @extend_schema(
        operation_id="savePhrase",
        parameters=[IF_MATCH, IF_NONE_MATCH, ETAG],
        request=SavePhraseSerializer,
        responses={
            200: PhraseSerializer,
            201: PhraseSerializer,
            CHANGED: PhraseChangedSerializer,
        },
    )
    def put(self, request: Request, organisation: str, phrase: UUID) -> Response:
        """Save a phrase under this client-made id. The same again gets the same answer.

        Problems: `phrase_changed` with what it is now, `if_match_required`, `too_many_phrases`;
        `invalid` with `variable_unknown`, with `brace_alone` or with `stays_shared`; `not_found`.
        """
        asked = SavePhraseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        saved, new = save_phrase(
            coach=self.membership,
            phrase=phrase,
            wanted=PhraseText(**asked.validated_data),
            seen=read_precondition(request),
        )
        headers = {"ETag": etag(saved.version)}
        return Response(PhraseSerializer(saved).data, status=created(new), headers=headers)

    @extend_schema(
        operation_id="removePhrase",
        parameters=[IF_MATCH],
        responses={204: None, CHANGED: PhraseChangedSerializer},
    )
    def delete(self, request: Request, organisation: str, phrase: UUID) -> Response:
        """Remove the phrase that the coach saw, one's own or a shared one; repeatable.

        Problems: `phrase_changed` with what it is now, `if_match_required`, `not_found`.
        """
        remove_phrase(coach=self.membership, phrase=phrase, seen=read_precondition(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
