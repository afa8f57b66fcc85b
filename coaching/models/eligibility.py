"""Defines the nouns that say which reviews a coach may take: CoachScope, Conflict,
CoachingRules."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Language, Membership, Organisation, Team
from coaching.domain import rules
from core.ids import new_id


class CoachScope(models.Model):
    """A coach's scope says which teams' people they review, and in which languages. A coach without
    one, and one whose scope names no team or no language, is not bounded by it. A lead coach looks
    after the coaches' work; `is_lead` bounds nothing."""

    coach = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="coach_scope"
    )
    teams = models.ManyToManyField(Team, blank=True, related_name="+")
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language), default=list, blank=True
    )
    is_lead = models.BooleanField(default=False, db_default=False)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("scope of a coach")
        constraints = [
            models.CheckConstraint(
                condition=Q(languages__contained_by=Language.values),
                name="coach_scope_languages_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.coach_id)


class Conflict(models.Model):
    """A conflict of interest keeps a coach from everything that a member submits. An admin declares
    it, or the coach."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    coach = models.ForeignKey(
        Membership, models.CASCADE, related_name="conflicts_of_interest", db_index=False
    )
    member = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    declared_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("conflict of interest")
        constraints = [
            models.UniqueConstraint(fields=["coach", "member"], name="conflict_once"),
            models.CheckConstraint(condition=~Q(coach=F("member")), name="conflict_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.coach_id} does not review {self.member_id}"


class Releasing(models.TextChoices):
    """Names when feedback goes to its employee."""

    AT_ONCE = rules.AT_ONCE, _("as its coach finishes it")
    HELD = rules.HELD, _("once its coach releases it")
    LEAD_FIRST = rules.LEAD_FIRST, _("once a lead coach looked at it")


class CoachingRules(models.Model):
    """An organisation's rules of coaching; one without a row has the defaults.

    `releasing` says when feedback goes, from what is finished after a change of it on.
    `leaders_review` lets a coach who leads a person's team as a manager review that person. A coach
    has at most `most_open` reviews at a time, and takes at most `most_a_day` on a local day of
    theirs; NULL bounds nothing. `second_percent` of feedback is scored by a second coach too; where
    that one differs by `adjudicate_from` levels, a third decides, and with NULL nobody.
    With `licence_required` only a coach takes reviews who is calibrated at a kappa of
    `licence_percent`, for `licence_months`. Within `near_points` percentage points of a programme's
    pass mark no coach decides alone.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="+"
    )
    leaders_review = models.BooleanField(default=False)
    most_open = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1)])
    most_a_day = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1)])
    second_percent = models.PositiveSmallIntegerField(
        default=5, db_default=5, validators=[MaxValueValidator(100)]
    )
    adjudicate_from = models.PositiveSmallIntegerField(
        null=True, default=2, db_default=2, validators=[MinValueValidator(1)]
    )
    licence_required = models.BooleanField(default=False, db_default=False)
    licence_percent = models.PositiveSmallIntegerField(
        default=60, db_default=60, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    licence_months = models.PositiveSmallIntegerField(
        default=12, db_default=12, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    releasing = models.CharField(
        max_length=10, choices=Releasing, default=Releasing.AT_ONCE, db_default=Releasing.AT_ONCE
    )
    near_points = models.PositiveSmallIntegerField(
        default=rules.NEAR_POINTS,
        db_default=rules.NEAR_POINTS,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rules of coaching")
        constraints = [
            models.CheckConstraint(
                condition=Q(second_percent__lte=100), name="coaching_rules_second_percent"
            ),
            models.CheckConstraint(
                condition=Q(releasing__in=Releasing.values), name="rules_releasing_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)
