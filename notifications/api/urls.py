"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from notifications.api import devices, messages, own_wordings, preferences

urlpatterns = [
    path("messages", messages.Messages.as_view(), name="messages"),
    path("messages/unread", messages.Unread.as_view(), name="messages-unread"),
    path("messages/reading", messages.ReadingAbout.as_view(), name="messages-reading"),
    path("messages/<uuid:message>/reading", messages.Reading.as_view(), name="message-reading"),
    path("message-preferences", preferences.Preferences.as_view(), name="message-preferences"),
    path(
        "message-texts", own_wordings.AllMessageTexts.as_view(), name="message-texts-of-all-kinds"
    ),
    path(
        "message-texts/<slug:kind>/<slug:language>",
        own_wordings.MessageTexts.as_view(),
        name="message-texts",
    ),
    path(
        "message-texts/<slug:kind>/<slug:language>/preview",
        own_wordings.MessageTextsPreview.as_view(),
        name="message-texts-preview",
    ),
    path("devices", devices.Devices.as_view(), name="devices"),
    path("devices/<uuid:device>", devices.DeviceView.as_view(), name="device"),
    path("quiet-hours", preferences.QuietHoursView.as_view(), name="quiet-hours"),
]
