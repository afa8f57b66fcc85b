"""Shows operators who practises and which nudges were sent. These pages are read only; the verbs in
`services` change rows.

Attempts show that they exist, not what was recorded: takes are their owner's.
"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.rest.operators import operator_of
from core.admin_base import ReadOnly
from training import services
from training.models import Attempt, Enrolment, EnrolmentState, Nudge, Programme, Submission

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


@admin.register(Programme)
class ProgrammeAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["code", "organisation", "days_between", "days_at_most", "nudge_from"]


@admin.register(Enrolment)
class EnrolmentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "programme", "membership", "state", "next_nudge_at", "set_aside"]
    list_filter = ["state", "set_aside"]
    list_select_related = ["programme", "membership__person", "membership__organisation"]
    show_full_result_count = False
    actions = ["pause", "resume", "nudge_now"]

    def has_manage_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("training.change_enrolment")

    @admin.action(description=_("Pause: no nudges until resumed"), permissions=["manage"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        self._move(request, queryset, EnrolmentState.PAUSED)

    @admin.action(
        description=_("Resume: the next nudge at the next opening"), permissions=["manage"]
    )
    def resume(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        self._move(request, queryset, EnrolmentState.ACTIVE)

    @admin.action(description=_("Send the planned nudge now"), permissions=["manage"])
    def nudge_now(self, request: HttpRequest, queryset: QuerySet[Enrolment]) -> None:
        for row in queryset:
            services.nudge_now(actor=operator_of(request), enrolment=row.id)

    def _move(self, request: HttpRequest, rows: QuerySet[Enrolment], state: EnrolmentState) -> None:
        for row in rows:
            services.change_enrolment(actor=operator_of(request), enrolment=row.id, state=state)


@admin.register(Nudge)
class NudgeAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "enrolment_id", "slot", "due_at", "handled_at", "skip_reason"]
    list_filter = ["skip_reason"]
    show_full_result_count = False


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "step_id", "number", "state", "started_at"]
    list_filter = ["state"]
    ordering = ["-started_at", "-id"]  # phones make the ids
    show_full_result_count = False


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "attempt_id", "submitted_at", "scored_at"]
    fields = ["id", "attempt_id", "submitted_at", "scored_at"]
    show_full_result_count = False
