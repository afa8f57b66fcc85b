"""Defines the nouns of looking along: PeerInvitation -> PeerComment, and PeerRules."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from coaching.domain.marks import CommentMark
from coaching.models.reviews import CommentKind
from core.ids import new_id
from core.model_fields import ParagraphsField
from training.models import Attempt, Submission, Take

OPEN_FOR = timedelta(days=14)


class PeerState(models.TextChoices):
    OPEN = "open", _("open")
    SENT = "sent", _("sent")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended")
    REMOVED = "removed", _("removed by its reader")


class PeerRules(models.Model):
    """Peer rules say whether the members of an organisation may show recordings to each other;
    without a row they may."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="+"
    )
    are_allowed = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("rules of peer feedback")

    def __str__(self) -> str:
        return str(self.organisation_id)


class PeerInvitation(models.Model):
    """A peer invitation lets one colleague see the takes of one submission, and write to its owner
    about them; the owner's client makes its id.

    Open, it counts only while `queries.peers.counting` says so. `submission` is NULL once it was
    taken back, and then no colleague sees anything by it. Triggers hold that it starts with a
    submission of its attempt and another member of the organisation, that its state moves from open
    once, and from sent to removed alone, and that nothing else of it changes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="peer_invitations")
    submission = models.ForeignKey(
        Submission, models.SET_NULL, null=True, related_name="peer_invitations"
    )
    peer = models.ForeignKey(
        Membership, models.CASCADE, related_name="peer_invitations", db_index=False
    )
    state = models.CharField(max_length=10, choices=PeerState, default=PeerState.OPEN)
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation of a colleague")
        ordering = ["invited_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PeerState.values), name="peer_invitation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "removed"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "removed"]) & Q(sent_at__isnull=True)),
                name="peer_invitation_sent_has_instant",
            ),
            models.UniqueConstraint(
                fields=["attempt", "peer"],
                condition=~Q(state__in=["withdrawn", "ended"]),
                name="peer_invitation_once",
            ),
        ]
        indexes = [
            # The key of erasing a member; all that a colleague reads is open.
            models.Index(fields=["peer", "expires_at"], name="peer_invitation_of_peer"),
            models.Index(
                fields=["expires_at"], condition=Q(state="open"), name="peer_invitation_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.state}"


class PeerComment(models.Model):
    """A peer comment is what a colleague says about a moment of a take that they were shown, in ms
    from its start; the colleague's client makes its id. Triggers hold that its take is part of the
    invitation's submission, and that it is fixed once it was sent. It can be deleted at any time,
    and goes with its take."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invitation = models.ForeignKey(PeerInvitation, models.CASCADE, related_name="comments")
    take = models.ForeignKey(Take, models.CASCADE, related_name="peer_comments")
    kind = models.CharField(max_length=12, choices=CommentKind)
    at_ms = models.PositiveIntegerField()
    text = ParagraphsField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("comment of a colleague")
        ordering = ["at_ms", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="peer_comment_says_something"),
            models.CheckConstraint(
                condition=Q(kind__in=CommentKind.values), name="peer_comment_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at_ms} ms"

    @property
    def mark(self) -> CommentMark:
        return CommentMark(
            id=self.id, take=self.take_id, at_ms=self.at_ms, kind=self.kind, text=self.text
        )

    @property
    def version(self) -> str:
        return self.mark.version
