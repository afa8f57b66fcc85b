"""Shows operators which messages were sent and how their deliveries went. The verbs alone move
deliveries."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Person
from core.admin_base import ReadOnly
from notifications import services
from notifications.models import Delivery, Message, Outage, RefusedAddress

# type-arg below: Django's classes take their model in the type stubs alone, not when Python runs.


@admin.register(Message)
class MessageAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "kind", "recipient", "person", "created_at", "read_at"]
    list_filter = ["kind"]
    list_select_related = ["recipient__person", "recipient__organisation", "person"]
    show_full_result_count = False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["id", "channel", "state", "reason", "tries", "due_at", "finished_at"]
    list_filter = ["state", "channel", "queued_at", "reason"]
    exclude = ["message"]
    show_full_result_count = False
    actions = ["send_again"]

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_delivery")

    @admin.action(
        description=_("Send again what failed or may not have arrived"), permissions=["send"]
    )
    def send_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        operator = request.user
        assert isinstance(operator, Person)  # noqa: S101  # narrows the type
        ids = list(chosen.values_list("pk", flat=True))
        count = services.send_again(ids=ids, operator=operator)
        text = ngettext(
            "%(count)d is on its way again; the others were left as they are.",
            "%(count)d are on their way again; the others were left as they are.",
            count,
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)


@admin.register(Outage)
class OutageAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["channel", "reason", "since", "failed_at", "failures", "next_try_at"]


@admin.register(RefusedAddress)
class RefusedAddressAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["address", "channel", "refusals", "reason", "refused_at", "stopped_at"]
    search_fields = ["address"]
    show_full_result_count = False
    actions = ["allow_again"]

    def has_allow_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_refusedaddress")

    @admin.action(description=_("Allow mail again"), permissions=["allow"])
    def allow_again(self, request: HttpRequest, chosen: QuerySet[RefusedAddress]) -> None:
        operator = request.user
        assert isinstance(operator, Person)  # noqa: S101  # narrows the type
        count = services.allow_addresses(
            ids=list(chosen.values_list("pk", flat=True)), operator=operator
        )
        text = ngettext(
            "Mail goes to %(count)d address again.",
            "Mail goes to %(count)d addresses again.",
            count,
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)
