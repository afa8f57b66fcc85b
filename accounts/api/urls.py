"""Lists the routes under /api/v1/{organisation}/."""

from django.urls import path

from accounts.api import own, people, teams

urlpatterns = [
    path("membership", own.OwnMembership.as_view(), name="membership"),
    path("people", people.People.as_view(), name="people"),
    path("people/<uuid:membership>", people.OnePerson.as_view(), name="person"),
    path("people/<uuid:membership>/invitation", people.Invitation.as_view(), name="invitation"),
    path("teams", teams.Teams.as_view(), name="teams"),
    path("teams/<uuid:team>", teams.OneTeam.as_view(), name="team"),
]
