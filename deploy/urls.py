"""Routes every address: the API, sign-in, the operator's pages, and the web client for the rest."""

from django.contrib import admin
from django.urls import include, path, re_path

from deploy import api_docs, client, mailbox

APPS = ("accounts", "notifications", "media", "scenarios", "training", "coaching")

urlpatterns = [
    path("api/auth/", include("accounts.api.sign_in_urls")),
    path("api/schema/", api_docs.Description.as_view(), name="schema"),
    path("api/docs/", api_docs.page, name="api-docs"),
    path("api/mail-events/", include("notifications.api.mail_event_urls")),
    path("api/unsubscribe/", include("notifications.api.unsubscribe_urls")),
    path("api/v1/", include("accounts.api.me_urls")),
    path("api/v1/", include("training.api.public_urls")),
    *(path("api/v1/<slug:organisation>/", include(f"{app}.api.urls")) for app in APPS),
    path("api/calendar/", include("training.api.calendar_urls")),
    re_path(r"^api/(?P<path>.*)$", client.no_such_route),
    path("admin/", admin.site.urls),
    *mailbox.routes,
    # The client's addresses have no dot in their last part; a missing file stays a 404.
    re_path(r"^(?P<path>(?:.*/)?[^./]*)$", client.page, name="client"),
]

handler400 = "deploy.client.bad_request"
handler500 = "deploy.client.server_error"
