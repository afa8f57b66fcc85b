"""Defines the operator's pages, which show how recordings fare and retry failed ones, and play
none."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.rest.operators import operator_of
from core.admin_base import ReadOnly
from media import services
from media.models import Video


@admin.register(Video)
class VideoAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Shows recordings read-only, because verbs alone change them."""

    list_display = ("id", "organisation", "purpose", "state", "reason", "tries", "created_at")
    list_filter = ("state", "reason", "organisation")
    actions = ("try_again",)
    ordering = ("-created_at", "-id")  # phones make the ids

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("media.change_video")

    @admin.action(description=_("Try failed recordings again"), permissions=["retry"])
    def try_again(self, request: HttpRequest, videos: QuerySet[Video]) -> None:
        operator = operator_of(request)
        tried = [services.retry(video_id=video.pk, actor=operator) for video in videos]
        self.message_user(request, _("%(count)d will be tried again.") % {"count": sum(tried)})
