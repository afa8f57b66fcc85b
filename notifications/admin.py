"""The operator's door: what was said and how it went. Read only; verbs move deliveries."""

from django.contrib import admin

from core.admin_base import ReadOnly
from notifications.models import Delivery, Message

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


@admin.register(Message)
class MessageAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "kind", "recipient", "created_at", "read_at"]
    list_filter = ["kind"]
    list_select_related = ["recipient__person", "recipient__organisation"]
    show_full_result_count = False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "channel", "state", "tries", "due_at", "finished_at", "reason"]
    list_filter = ["state", "channel"]
    exclude = ["message"]
    show_full_result_count = False
