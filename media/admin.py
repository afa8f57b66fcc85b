"""The operator's pages: how recordings fare, and another try for those that failed. No playback."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from media import services
from media.models import Video


@admin.register(Video)
class VideoAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Read-only: recordings are changed by verbs alone."""

    list_display = ("id", "organisation", "purpose", "state", "reason", "tries", "created_at")
    list_filter = ("state", "reason", "organisation")
    actions = ("try_again",)
    ordering = ("-id",)

    @admin.action(description=_("Try failed recordings again"))
    def try_again(self, request: HttpRequest, videos: QuerySet[Video]) -> None:
        tried = [services.retry(video_id=video.pk) for video in videos]
        self.message_user(request, _("%(count)d will be tried again.") % {"count": sum(tried)})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Video | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Video | None = None) -> bool:
        return False
