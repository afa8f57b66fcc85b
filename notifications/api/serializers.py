"""Defines how messages look over HTTP."""

from typing import Any, ClassVar

from django.utils.translation import get_language
from rest_framework import serializers

from core.rest.bodies import KnownMembers
from notifications.domain import kinds
from notifications.errors import UnknownKind
from notifications.models import Message
from notifications.queries import OwnTexts, link_of, own_texts_of


class UnreadSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="Over all pages of messages.")


class AboutSerializer(KnownMembers, serializers.Serializer[Any]):
    about = serializers.UUIDField(
        help_text="What was opened: a person's own id, or the membership of a colleague."
    )


class MessageSerializer(serializers.ModelSerializer[Message]):
    kind = serializers.ChoiceField(choices=kinds.choices())
    text = serializers.SerializerMethodField(help_text="One line, in the reader's language.")
    link = serializers.SerializerMethodField(help_text="A path of the client, to open on a tap.")

    class Meta:
        model = Message
        fields: ClassVar = ["id", "kind", "text", "link", "created_at", "read_at"]
        read_only_fields: ClassVar = fields

    def get_text(self, message: Message) -> str:
        kind, language = kinds.kind_of(message.kind), get_language() or "en"
        try:
            wording = self._own_texts().wording_of(kind, message, language)
            return kinds.render(kind, message.context, language, wording=wording).line
        except UnknownKind:  # its words are none: one such row must not hide the others
            return str(kind.subject)

    def _own_texts(self) -> OwnTexts:
        """Return what the reader's organisation says in its own words, read once for each view."""
        view: Any = self.context["view"]
        if not hasattr(view, "own_texts"):
            view.own_texts = own_texts_of([view.membership.organisation_id])
        found: OwnTexts = view.own_texts
        return found

    def get_link(self, message: Message) -> str:
        return link_of(message)
