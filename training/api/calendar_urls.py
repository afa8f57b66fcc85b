"""Lists the route of calendar feeds, which calendars read without signing in."""

from django.urls import path

from training.api.calendar_feed import feed

urlpatterns = [path("<str:secret>.ics", feed)]
