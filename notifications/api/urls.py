"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from notifications.api import messages, preferences

urlpatterns = [
    path("messages", messages.Messages.as_view(), name="messages"),
    path("messages/unread", messages.Unread.as_view(), name="messages-unread"),
    path("messages/reading", messages.ReadingAbout.as_view(), name="messages-reading"),
    path("messages/<uuid:message>/reading", messages.Reading.as_view(), name="message-reading"),
    path("message-preferences", preferences.Preferences.as_view(), name="message-preferences"),
    path("quiet-hours", preferences.QuietHoursView.as_view(), name="quiet-hours"),
]
