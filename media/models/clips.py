"""Defines what authors do with a scene's clip: PosterChoice, Trim."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.models.recordings import Video


class PosterState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    MAKING = "making", _("being made")
    MADE = "made", _("made")
    MISSING = "missing", _("could not be made")


class PosterChoice(models.Model):
    """A poster choice names the moment whose picture is a clip's poster, in ms from its beginning.
    Without one the poster is a picture from early on. `claimed_at` is when a worker began on it."""

    video = models.OneToOneField(
        Video, models.CASCADE, primary_key=True, related_name="poster_choice"
    )
    at_ms = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=PosterState, default=PosterState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("choice of a poster")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PosterState.values), name="poster_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["chosen_at"],
                condition=Q(state__in=["waiting", "making"]),
                name="poster_to_make",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.video_id} at {self.at_ms} {self.state}"


LEAST_STRETCH_MS = 1000


class Trim(models.Model):
    """A trim says of which stretch of another clip a clip is made, in ms from its beginning. The
    other clip stays as it is."""

    video = models.OneToOneField(Video, models.CASCADE, primary_key=True, related_name="trim")
    source = models.ForeignKey(Video, models.CASCADE, related_name="trims")
    start_ms = models.PositiveIntegerField()
    end_ms = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("trim")
        constraints = [
            models.CheckConstraint(
                condition=Q(end_ms__gte=F("start_ms") + LEAST_STRETCH_MS), name="trim_long_enough"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.video_id} of {self.source_id} {self.start_ms}-{self.end_ms}"
