"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from notifications.api import devices, messages, preferences

urlpatterns = [
    path("messages", messages.Messages.as_view(), name="messages"),
    path("messages/unread", messages.Unread.as_view(), name="messages-unread"),
    path("messages/reading", messages.ReadingAbout.as_view(), name="messages-reading"),
    path("messages/<uuid:message>/reading", messages.Reading.as_view(), name="message-reading"),
    path("message-preferences", preferences.Preferences.as_view(), name="message-preferences"),
    path("devices", devices.Devices.as_view(), name="devices"),
    path("devices/<uuid:device>", devices.DeviceView.as_view(), name="device"),
    path("quiet-hours", preferences.QuietHoursView.as_view(), name="quiet-hours"),
]
