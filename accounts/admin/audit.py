"""Shows the audit log to operators."""

from django.contrib import admin

from accounts.models import AuditEvent
from core.admin_base import ReadOnly


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not at run time
    list_display = ("at", "organisation", "verb", "object_type", "object_id", "actor", "detail")
    list_filter = ("organisation", "verb")
    list_select_related = ("organisation", "actor__person", "actor__organisation")
    search_fields = ("object_id",)
    ordering = ("-id",)
    show_full_result_count = False
