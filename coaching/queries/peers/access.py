"""Decides whom one can invite to look along, and until when an invitation counts. Every read of a
colleague, and the player while a take is on its way, asks here."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from accounts.models import Membership, Role
from accounts.queries import SHOWN_NAME, acting_as
from coaching.models import PeerInvitation, PeerRules, PeerState
from core.queries import first_of
from media.models import VideoState
from training.models import Take
from training.queries.submissions import in_order

IN_TEAMS: Any = Membership.teams.through
LEADING: Any = Membership.leads.through
JUDGING = (Role.COACH, Role.ADMIN)
"""Members with one of these roles can't be invited: they judge recordings, or oversee everybody."""
PURPOSE = "peer"
"""The purpose of what is granted to a colleague: the player asks `may_still_watch` about it."""


def are_allowed(organisation: UUID) -> bool:
    """Tell whether members of the organisation may show recordings to each other."""
    return not PeerRules.objects.filter(organisation=organisation, are_allowed=False).exists()


def colleagues_of(owner: Membership) -> QuerySet[Membership]:
    """Return those whom the owner can invite: who practises themselves in a team of the owner's,
    judges nobody and leads none of the owner's teams. Each comes with `sort_name`, the order of the
    list."""
    own = IN_TEAMS.objects.filter(membership=owner).values("team")
    beside = IN_TEAMS.objects.filter(team__in=own).values("membership")
    leading = LEADING.objects.filter(team__in=own).values("membership")
    people = Membership.objects.filter(
        acting_as(Role.EMPLOYEE), pk__in=beside, organisation=owner.organisation_id
    )
    equals = people.exclude(pk=owner.pk).exclude(pk__in=leading)
    return (
        equals.exclude(roles__overlap=JUDGING)
        .annotate(sort_name=SHOWN_NAME)
        .select_related("person")
        .order_by("sort_name", "pk")
    )


def counting() -> QuerySet[PeerInvitation]:
    """Return the invitations by which a colleague may look along now: open, in time and allowed,
    their takes still submitted and one of them there, both people active, and the colleague still
    in a team of the owner's and on their own footing."""
    off = PeerRules.objects.filter(
        organisation=OuterRef("attempt__membership__organisation"), are_allowed=False
    )
    takes = Take.objects.filter(
        submitted__submission=OuterRef("submission"), video__state=VideoState.READY
    )
    owners_teams = IN_TEAMS.objects.filter(membership=OuterRef(OuterRef("attempt__membership")))
    own = owners_teams.values("team")
    beside = IN_TEAMS.objects.filter(membership=OuterRef("peer"), team__in=own)
    leads = LEADING.objects.filter(membership=OuterRef("peer"), team__in=own)
    return PeerInvitation.objects.filter(
        Q(Exists(takes)) & ~Q(Exists(off)) & Q(Exists(beside)) & ~Q(Exists(leads)),
        acting_as(Role.EMPLOYEE, at="peer__"),
        state=PeerState.OPEN,
        expires_at__gt=Now(),
        submission__isnull=False,
        attempt__membership__is_active=True,
        attempt__membership__person__is_active=True,
    ).exclude(peer__roles__overlap=JUDGING)


def requests_to(peer: Membership) -> QuerySet[PeerInvitation]:
    """Return what the member is asked to look at now, what ends soonest first."""
    return (
        counting()
        .filter(peer=peer)
        .select_related("attempt__membership__person", "attempt__scenario_version")
        .order_by("expires_at", "pk")
    )


def request_of(peer: Membership, invitation: UUID) -> PeerInvitation:
    """Return an invitation to the member that counts; NotFound for everyone else, and once it
    ended, for whatever reason."""
    return first_of(requests_to(peer).filter(pk=invitation))


def takes_shown(invitation: PeerInvitation) -> QuerySet[Take]:
    """Return the takes that the colleague sees, in the order of the conversation."""
    submitted = Take.objects.filter(submitted__submission=invitation.submission_id)
    there = submitted.filter(video__state=VideoState.READY)
    return in_order(there.select_related("video__organisation"))


def may_still_watch(viewer: UUID, video: UUID) -> bool:
    """Tell whether an invitation to this membership counts for this take now. The player asks it
    for what was granted to a colleague."""
    return counting().filter(peer=viewer, submission__submitted_takes__take__video=video).exists()
