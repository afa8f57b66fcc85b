"""Defines the nouns of planning: Programme -> Step, Enrolment."""

from datetime import time, timedelta

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from core.ids import new_id
from core.texts import validate_texts
from scenarios.models import Scenario, Technique
from training.domain.schedule import Days
from training.models.workshops import WorkshopKind

# With schedule.PATIENCE of two hours, nothing goes out after ten in the evening.
FIRST_NUDGE, LAST_NUDGE = time(7), time(20)
MOST_GAP_HOURS = 7 * 24
ANNOUNCED = ("backed_off", "live_session", "no_steps")
"""An enrolment that is set aside for one of these reasons waits for a change, which plans anew."""


def _weekdays() -> list[int]:
    return [1, 2, 3, 4, 5]


class FinishRule(models.TextChoices):
    """Says when an enrolment finishes: once every step is done, or once the programme's weeks are
    over."""

    ALL_STEPS = "all_steps", _("when every step is done")
    AT_END = "at_end", _("when the weeks are over")


class Programme(models.Model):
    """A programme is a list of steps over months, and a rhythm.

    A nudge comes every `days_between` to `days_at_most` days, from `nudge_from` to `nudge_until`,
    local time in the employee's own zone, on the ISO `weekdays` (1 is Monday), but in no pause
    week. It comes `gap_hours` before or after any other nudge of the person, or not then.

    It begins for each member when they are enrolled, and not before `starts_on`, a local date.
    `weeks` is how long it takes from there. Nobody is nudged or enrolled once it is archived.

    With `pass_percent`, whoever sends in a reply passes at this share of the rubric's points or
    more; NULL is no pass mark.

    `made_by` and admins change it; managers of every team enrol in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="programmes")
    code = models.CharField(max_length=50)
    name = models.JSONField(validators=[validate_texts])
    description = models.JSONField(default=dict)
    days_between = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1)])
    days_at_most = models.PositiveSmallIntegerField(default=3)
    nudge_from = models.TimeField(default=time(9, 30))
    nudge_until = models.TimeField(default=time(9, 30))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=_weekdays)
    pause_weeks = ArrayField(DateRangeField(), default=list, blank=True)
    gap_hours = models.PositiveSmallIntegerField(
        default=12, validators=[MaxValueValidator(MOST_GAP_HOURS)]
    )
    review_promise_hours = models.PositiveSmallIntegerField(default=48)
    starts_on = models.DateField(null=True)
    weeks = models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1)])
    finish_rule = models.CharField(max_length=10, choices=FinishRule, default=FinishRule.ALL_STEPS)
    pass_percent = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    archived_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("programme")
        constraints = [
            models.CheckConstraint(
                condition=Q(finish_rule="all_steps") | Q(finish_rule="at_end", weeks__isnull=False),
                name="programme_end_has_weeks",
            ),
            models.CheckConstraint(condition=Q(weeks__gte=1), name="programme_weeks"),
            models.CheckConstraint(
                condition=Q(pass_percent__range=(1, 100)), name="programme_pass_percent"
            ),
            models.UniqueConstraint(fields=["organisation", "code"], name="programme_once"),
            models.CheckConstraint(condition=Q(days_between__gte=1), name="programme_days_between"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]) & Q(weekdays__len__gte=1),
                name="programme_weekdays_iso",
            ),
            models.CheckConstraint(
                condition=Q(nudge_from__gte=FIRST_NUDGE) & Q(nudge_until__lte=LAST_NUDGE),
                name="programme_nudge_by_day",
            ),
            models.CheckConstraint(
                condition=Q(days_at_most__gte=F("days_between"))
                & Q(nudge_until__gte=F("nudge_from")),
                name="programme_ranges_in_order",
            ),
            models.CheckConstraint(
                condition=Q(gap_hours__lte=MOST_GAP_HOURS), name="programme_gap_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def pauses(self) -> tuple[Days, ...]:
        """Return the pause weeks as ranges of days, both ends included."""
        return tuple(Days(one.lower, one.upper - timedelta(days=1)) for one in self.pause_weeks)


class StepKind(models.TextChoices):
    EXERCISE = "exercise", _("exercise")
    WORKSHOP = "workshop", _("workshop")
    THEORY = "theory", _("theory")


class StepReview(models.TextChoices):
    """Says whether a coach looks at what was practised in a step."""

    ALWAYS = "always", _("always")
    ON_REQUEST = "on_request", _("when asked")
    NEVER = "never", _("never")


class Step(models.Model):
    """A step is one thing to do in a programme. An exercise step uses its scenario's newest
    published version at the moment an attempt starts. `review` says whether an attempt at it ends
    with a coach. A theory step is a text to read, in Markdown. A workshop step is done
    by who was present at a workshop of its `workshop_kind`, or at any where it has none.

    `order` is the place in the newest published version of the programme. A step that was removed
    has none, and stays for what was practised in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=10, choices=StepKind, default=StepKind.EXERCISE)
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, related_name="steps")
    review = models.CharField(max_length=10, choices=StepReview, default=StepReview.ALWAYS)
    title = models.JSONField(default=dict, blank=True)
    text = models.JSONField(default=dict, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    workshop_kind = models.CharField(max_length=10, choices=WorkshopKind, blank=True, default="")

    class Meta:
        verbose_name = _("step")
        ordering = ["order"]
        constraints = [
            # Partial, so that moving a step changes no key that a foreign key could name, and waits
            # for nobody who refers to the step: PostgreSQL takes a lock of its whole row for that.
            models.UniqueConstraint(
                fields=["programme", "order"],
                condition=Q(order__isnull=False),
                name="step_place_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="exercise") | Q(scenario__isnull=False),
                name="step_exercise_has_scenario",
            ),
            models.CheckConstraint(
                condition=Q(review__in=StepReview.values), name="step_review_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.order}"


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    FINISHED = "finished", _("finished")
    LEFT = "left", _("taken out")


class Enrolment(models.Model):
    """An enrolment puts a member in a programme.

    `next_nudge_at` and `next_step` are planned ahead, so that the tick only claims. `next_nudge_at`
    is NULL when paused or finished; on an active enrolment NULL means "to be planned", and the
    sweep plans it. It stays NULL while the member can't practise, and where there is no plan to
    make: then `set_aside` says why, and `retry_at` when the sweep tries again; NULL where a change
    alone plans anew, for a reason that is ANNOUNCED. On a finished enrolment `retry_at` says that
    it is to be planned anew. `next_slot` counts nudges. `finished_at` is the first time that the
    member finished, and stays where a later version has more steps; who did nothing has none.
    Whoever was taken out keeps what they did, and is not asked again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The hot table: each index below is paid for twice per nudge, so those that a unique
    # constraint or a rare deletion alone would use are left out.
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="enrolments", db_index=False
    )
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="enrolments")
    state = models.CharField(max_length=10, choices=EnrolmentState, default=EnrolmentState.ACTIVE)
    next_step = models.ForeignKey(
        Step, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    # Why that step comes next, by domain.choosing, and the technique that is due.
    next_reason = models.CharField(max_length=10, blank=True)
    next_technique = models.ForeignKey(
        Technique, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    next_nudge_at = models.DateTimeField(null=True)
    next_slot = models.PositiveIntegerField(default=1)
    set_aside = models.CharField(max_length=40, blank=True)
    retry_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(fields=["programme", "membership"], name="enrolment_once"),
            models.CheckConstraint(
                condition=Q(next_nudge_at__isnull=True)
                | Q(state="active", next_step__isnull=False),
                name="enrolment_due_is_active",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_nudge_at"],
                condition=Q(next_nudge_at__isnull=False),
                name="enrolment_due",
            ),
            models.Index(
                fields=["id"],
                condition=Q(state="active", next_nudge_at__isnull=True, set_aside=""),
                name="enrolment_unplanned",
            ),
            models.Index(
                fields=["retry_at"], condition=Q(retry_at__isnull=False), name="enrolment_retry"
            ),
            # Of these there are none, unless a worker from before `retry_at` set them aside.
            models.Index(
                fields=["id"],
                condition=Q(state="active", next_nudge_at__isnull=True, retry_at__isnull=True)
                & ~Q(set_aside__in=("", *ANNOUNCED)),
                name="enrolment_left_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.programme_id}"


class Postponement(models.Model):
    """A postponement says until when a member is not to be offered a step of their programme: they
    said "not this one"."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="postponements", db_index=False
    )
    step = models.ForeignKey(Step, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("postponed exercise")
        verbose_name_plural = _("postponed exercises")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "step"], name="postponement_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.step_id}"
