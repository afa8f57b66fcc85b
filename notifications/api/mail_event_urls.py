"""Lists the route under /api/mail-events/, which knows its caller by the operator's secret."""

from django.urls import path

from notifications.api import mail_events

urlpatterns = [path("<slug:service>", mail_events.receive, name="mail-events")]
