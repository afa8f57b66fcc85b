"""Defines a review of a submission, with its leases, scores and comments."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from coaching.domain.marks import CommentMark, ScoreMark
from core.ids import new_id
from core.model_fields import ParagraphsField
from media.models import Video
from scenarios.models import Criterion, Level, RubricVersion
from training.models import Submission, Take


class Purpose(models.TextChoices):
    """Names the purpose of a review. The employee's feedback is the first one; the others judge a
    submission again, apart from it: a regrade by a newer version of the rubric, an adjudication
    where the first and the second one differ far."""

    FIRST = "first", _("first")
    SECOND = "second", _("second")
    CALIBRATION = "calibration", _("calibration")
    DISPUTE = "dispute", _("dispute")
    REGRADE = "regrade", _("regrade")
    ADJUDICATION = "adjudication", _("adjudication")


class Review(models.Model):
    """A review is a coach's judgement of a submission. It is fixed once `released_at` is set:
    triggers refuse changes to it, its scores and its comments. A submission that is given back
    takes its unreleased reviews along.

    A review that was held before its release has `finished_at`, and `approved_by` where a lead
    coach released it; `released_by` is the coach who finished it.

    Its scores are levels of `rubric_version`. For a regrade that is a newer, published version of
    the rubric that the attempt was made under, and a coach asked for it with a reason, once the
    first review was released; for every other purpose it is the attempt's own. Triggers check this
    and keep it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="reviews")
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.FIRST)
    rubric_version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="reviews")
    reason = ParagraphsField(blank=True)
    asked_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("review")
        indexes = [
            models.Index(fields=["released_by", "released_at"], name="review_by_coach"),
            models.Index(
                fields=["released_at"],
                condition=Q(purpose="first", released_at__isnull=False),
                name="review_released",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="review_released_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="review_purpose_known"
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(purpose="first"), name="review_one_first"
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(purpose="dispute"), name="review_one_dispute"
            ),
            models.UniqueConstraint(
                fields=["submission", "rubric_version"],
                condition=Q(purpose="regrade"),
                name="review_one_regrade",
            ),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(purpose="second"), name="review_one_second"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(purpose="adjudication"),
                name="review_one_adjudication",
            ),
            models.CheckConstraint(
                condition=(Q(purpose="regrade", asked_by__isnull=False) & ~Q(reason=""))
                | (~Q(purpose="regrade") & Q(asked_by__isnull=True, reason="")),
                name="review_regrade_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Lease(models.Model):
    """A lease is a coach's right to judge a review, for a while. One open lease per review; every
    save names its lease. `fence` counts a review's leases, so that of two the later one is known: a
    trigger counts them, and others refuse a mark with the fence of an earlier lease than the
    newest. Leases from before they were counted have 0."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="leases")
    coach = models.ForeignKey(Membership, models.PROTECT, related_name="leases")
    opened_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = _("lease")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "fence"], condition=Q(fence__gt=0), name="lease_fence_once"
            ),
            models.UniqueConstraint(
                fields=["review"], condition=Q(ended_at__isnull=True), name="lease_one_open"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at")), name="lease_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} by {self.coach_id}"


class Score(models.Model):
    """A score is the level given on one criterion of the review's rubric version, for the
    submission as a whole."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    level = models.ForeignKey(Level, models.PROTECT, related_name="scores")
    coach = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    note = ParagraphsField(blank=True)
    fence = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("score")
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.review_id} {self.criterion_id}"

    @property
    def mark(self) -> ScoreMark:
        return ScoreMark(criterion=self.criterion_id, level=self.level_id, note=self.note)

    @property
    def version(self) -> str:
        return self.mark.version


class CommentKind(models.TextChoices):
    STRENGTH = "strength", _("strength")
    SAY_INSTEAD = "say_instead", _("say this instead")
    QUESTION = "question", _("question")
    NOTE = "note", _("note")


class Comment(models.Model):
    """A comment is a remark pinned to a moment of one of the submission's takes, or to the stretch
    from there to `until_ms`; both in ms from the start of that take. It may be about one criterion
    of the review's rubric version, which a trigger checks. It is typed, recorded by voice or video
    (`recording`), or both. Its id is client-made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="comments")
    take = models.ForeignKey(Take, models.PROTECT, related_name="comments")
    coach = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=CommentKind)
    at_ms = models.PositiveIntegerField()
    until_ms = models.PositiveIntegerField(null=True)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, related_name="comments", db_index=False
    )
    text = ParagraphsField(blank=True)
    recording = models.OneToOneField(Video, models.PROTECT, null=True, related_name="comment")
    fence = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("comment")
        ordering = ["at_ms", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(recording__isnull=False), name="comment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CommentKind.values), name="comment_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(until_ms__isnull=True) | Q(until_ms__gt=F("at_ms")),
                name="comment_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["criterion"],
                condition=Q(criterion__isnull=False),
                name="comment_of_criterion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at_ms} ms"

    @property
    def mark(self) -> CommentMark:
        return CommentMark(
            id=self.id,
            take=self.take_id,
            at_ms=self.at_ms,
            kind=self.kind,
            text=self.text,
            until_ms=self.until_ms,
            criterion=self.criterion_id,
            recording=self.recording_id,
        )

    @property
    def version(self) -> str:
        return self.mark.version
