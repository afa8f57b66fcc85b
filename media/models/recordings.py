"""Defines the models Upload (bytes arriving), Video (a processed recording), Rendition,
Captions."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from core.etags import version_of
from core.ids import new_id
from media.domain.tus import METADATA_LENGTH


class VideoState(models.TextChoices):
    RECEIVING = "receiving", _("arriving")
    RECEIVED = "received", _("waiting to be prepared")
    PROCESSING = "processing", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
    DELETED = "deleted", _("deleted")


class Extras(models.TextChoices):
    """Says how far the extras of a ready video are, without which it plays: sizes, loudness."""

    NONE = "none", _("not wanted")
    WAITING = "waiting", _("waiting")
    MAKING = "making", _("being made")
    MADE = "made", _("made")
    MISSING = "missing", _("could not be made")


class Purpose(models.TextChoices):
    TAKE = "take", _("a reply to camera")
    SCENE = "scene", _("a customer's clip")
    COMMENT = "comment", _("a coach's comment")


class Video(models.Model):
    """A video is a recording, from the first byte to its playable files. Its id is its upload's id.

    `original` and `poster` are keys in the default storage; durations in ms, sizes in bytes.
    `notices` are codes of media.errors.Notice; `peaks` say how loud it is over time, in percent;
    `loudness` is that of the whole by EBU R128, in LUFS.

    The term of a take and of a coach's comment runs from `kept_from`, when it was made or sent,
    until `delete_after`; a scene's clip has none. `purged_at` is when the last file of a deleted
    video had gone. Playbacks granted to others than the owner before `private_since` are over.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="videos")
    owner = models.ForeignKey(Membership, models.CASCADE, related_name="videos")
    purpose = models.CharField(max_length=10, choices=Purpose)
    state = models.CharField(max_length=12, choices=VideoState, default=VideoState.RECEIVING)
    reason = models.CharField(max_length=60, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    original = models.CharField(max_length=300, blank=True)
    poster = models.CharField(max_length=300, blank=True)
    duration_ms = models.PositiveIntegerField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    has_sound = models.BooleanField(null=True)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    extras = models.CharField(max_length=7, choices=Extras, default=Extras.NONE)
    extras_tries = models.PositiveSmallIntegerField(default=0)
    notices = models.JSONField(default=list, blank=True)
    peaks = models.JSONField(default=list, blank=True)
    loudness = models.FloatField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True)
    kept_from = models.DateTimeField(default=timezone.now)
    delete_after = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)
    private_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("video")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=VideoState.values), name="video_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(reason=""), name="video_failure_has_reason"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="video_progress_percent"),
            models.CheckConstraint(
                condition=Q(extras__in=Extras.values), name="video_extras_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["received", "processing"]),
                name="video_to_process",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(extras__in=["waiting", "making"]),
                name="video_to_complete",
            ),
            models.Index(
                fields=["organisation", "delete_after"],
                condition=~Q(purpose="scene") & ~Q(state="deleted"),
                name="video_term_promised",
            ),
            models.Index(
                fields=["organisation", "kept_from"],
                condition=~Q(purpose="scene") & ~Q(state="deleted"),
                name="video_term_from",
            ),
            models.Index(
                fields=["organisation", "-id"],
                condition=Q(purpose="scene") & ~Q(state="deleted"),
                name="video_clips",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(purpose="comment") & ~Q(state="deleted"),
                name="video_comments",
            ),
            models.Index(
                fields=["id"],
                condition=Q(state="deleted", purged_at__isnull=True),
                name="video_to_purge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id} {self.state}"


class UploadState(models.TextChoices):
    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"
    TERMINATED = "terminated"


class Upload(models.Model):
    """An upload is bytes on their way to a video. How many have arrived, the store knows: of
    `local` the file's size, of `objects` the column `received` with the pieces. `metadata` is the
    header of that name that a tus client created it with.

    Also for `objects`: `writer` is the run that writes, `eviction_asked_at` when another host
    asked it to leave.
    """

    video = models.OneToOneField(
        Video, models.CASCADE, primary_key=True, related_name="upload", db_column="id"
    )
    length = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    writer = models.UUIDField(null=True, editable=False)
    eviction_asked_at = models.DateTimeField(null=True, editable=False)
    content_type = models.CharField(max_length=100)
    metadata = models.CharField(max_length=METADATA_LENGTH, blank=True)
    state = models.CharField(max_length=12, choices=UploadState, default=UploadState.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("upload")
        constraints = [
            models.CheckConstraint(condition=Q(length__gt=0), name="upload_length_positive"),
            models.CheckConstraint(
                condition=Q(received__lte=F("length")), name="upload_received_within_length"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UploadState.values), name="upload_state_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="upload_expires_later"
            ),
        ]
        indexes = [
            models.Index(
                fields=["eviction_asked_at"],
                condition=Q(eviction_asked_at__isnull=False),
                name="upload_eviction_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class UploadPiece(models.Model):
    """A piece is a run of received bytes in an object of its own, for `objects`. Sizes in bytes."""

    id = models.UUIDField(primary_key=True, editable=False)
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    start = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("piece of an upload")
        constraints = [
            models.UniqueConstraint(fields=["upload", "start"], name="upload_piece_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_piece_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.start}+{self.size}"


class Rendition(models.Model):
    """A rendition is one playable file of a video. `key` is its place in the default storage."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    video = models.ForeignKey(Video, models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=30)
    key = models.CharField(max_length=300, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("rendition")
        constraints = [models.UniqueConstraint(fields=["video", "name"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.video_id} {self.name}"


class Captions(models.Model):
    """Captions are the WebVTT text of a video in one language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    video = models.ForeignKey(Video, models.CASCADE, related_name="captions")
    language = models.CharField(max_length=2)
    text = models.TextField()

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="captions_once")]

    def __str__(self) -> str:
        return f"{self.video_id} {self.language}"

    @property
    def version(self) -> str:
        """Return the name of this text as a state: a save says by it what it changes."""
        return version_of(self.text)
