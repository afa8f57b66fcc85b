"""Defines what the routes of colleagues who look along take and give. Instants are ISO 8601 in UTC,
durations whole ms."""

from typing import Any

from rest_framework import serializers

from coaching.api.serializers import MOMENT_MAX, PathField
from coaching.models import CommentKind
from coaching.services.peers import COMMENT_MAX
from core.rest.bodies import KnownMembers
from core.rest.fields import TextField
from core.rest.schema import Problem

ANSWERS = [(one, one) for one in ("open", "sent", "declined", "ended")]
KINDS = [(one, one) for one in ("watch", "respond")]


class PeerCommentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    take = serializers.UUIDField(source="take_id")
    at_ms = serializers.IntegerField(help_text="From the start of the take.")
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = serializers.CharField()


class MarkedPeerCommentSerializer(PeerCommentSerializer):
    version = serializers.CharField(
        help_text="Names this state; as an ETag, what a change names in If-Match."
    )


class PeerCommentChangedSerializer(Problem):
    """Describes `mark_changed`: `current` is the comment as it is now, null where it was
    removed."""

    current = MarkedPeerCommentSerializer(allow_null=True)


class SavePeerCommentSerializer(KnownMembers, serializers.Serializer[Any]):
    take = serializers.UUIDField(help_text="A take that the caller was shown.")
    at_ms = serializers.IntegerField(
        min_value=0, max_value=MOMENT_MAX, help_text="From the start of the take."
    )
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    text = TextField(max_length=COMMENT_MAX)


class PeerTakeSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    scene = serializers.UUIDField(help_text="The respond scene that it replies to.")
    duration_ms = serializers.IntegerField()


class ColleagueSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class InvitePeerSerializer(KnownMembers, serializers.Serializer[Any]):
    peer = serializers.UUIDField(help_text="One of `colleagues`.")


class PeerInvitationSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    peer = serializers.UUIDField()
    peer_name = serializers.CharField()
    state = serializers.ChoiceField(choices=ANSWERS)
    invited_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(help_text="An open one ends by itself then.")
    sent_at = serializers.DateTimeField(allow_null=True)
    comments = PeerCommentSerializer(many=True, help_text="Empty until the colleague sent them.")


class PeerPageSerializer(serializers.Serializer[Any]):
    attempt = serializers.UUIDField()
    exercise_title = serializers.CharField()
    is_allowed = serializers.BooleanField(help_text="The organisation lets colleagues look.")
    is_sent = serializers.BooleanField(help_text="Takes are submitted, which colleagues can see.")
    left = serializers.IntegerField(help_text="How many more can be invited now.")
    colleagues = ColleagueSerializer(many=True, help_text="Whom one can invite, by name.")
    path = PathField()
    takes = PeerTakeSerializer(many=True, help_text="Those that comments are about.")
    invitations = PeerInvitationSerializer(many=True, help_text="The oldest first.")


class PeerSceneSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KINDS)
    prompt = serializers.CharField()
    has_video = serializers.BooleanField()


class PeerRequestLineSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    owner_name = serializers.CharField()
    exercise_title = serializers.CharField()
    expires_at = serializers.DateTimeField()


class PeerRequestSerializer(PeerRequestLineSerializer):
    invited_at = serializers.DateTimeField()
    content_warning = serializers.CharField(help_text="Empty where there is none.")
    scenes = PeerSceneSerializer(many=True, help_text="Those that were met, in order.")
    takes = PeerTakeSerializer(many=True, help_text="In the order of the conversation.")
    comments = MarkedPeerCommentSerializer(many=True)
    version = serializers.CharField(help_text="Of all comments; sending names it in If-Match.")


class PeerSentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    sent_at = serializers.DateTimeField()


class PeerRulesSerializer(KnownMembers, serializers.Serializer[Any]):
    are_allowed = serializers.BooleanField(
        help_text="Members may show recordings to colleagues whom they invite."
    )
