"""Lists this app's routes under /api/v1/{organisation}/."""

from django.urls import path

from notifications.api import views

urlpatterns = [
    path("messages", views.Messages.as_view(), name="messages"),
    path("messages/unread", views.Unread.as_view(), name="messages-unread"),
    path("messages/reading", views.ReadingAbout.as_view(), name="messages-reading"),
    path("messages/<uuid:message>/reading", views.Reading.as_view(), name="message-reading"),
]
