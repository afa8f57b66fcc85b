"""Reads at which hours members practise, of those who let that be learned."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Membership
from training.domain.moments import (
    REMEMBERED,
    Beliefs,
    Seen,
    believe,
    look_back,
    usual_hour,
)
from training.models import MomentChoice, MomentRules
from training.queries.calendar import zone_of

# Nudges that became messages, and all practice that began.
SEEN = """
SELECT e.membership_id, n.created_at, true
FROM training_nudge n JOIN training_enrolment e ON e.id = n.enrolment_id
WHERE e.membership_id = ANY (%(members)s) AND n.message_id IS NOT NULL AND NOT n.put_off
    AND n.created_at > statement_timestamp() - %(remembered)s
UNION ALL
SELECT membership_id, started_at, false FROM training_attempt
WHERE membership_id = ANY (%(members)s) AND started_at > statement_timestamp() - %(remembered)s
UNION ALL
SELECT e.membership_id, c.done_at, false
FROM training_stepcompletion c JOIN training_enrolment e ON e.id = c.enrolment_id
WHERE e.membership_id = ANY (%(members)s) AND c.done_at > statement_timestamp() - %(remembered)s
"""


@dataclass(frozen=True)
class Moments:
    """Moments say whether a member's hours are learned, whether their organisation allows it, at
    which local hour they usually practise by what is known, and all of that in a sentence."""

    is_learned: bool
    may_learn: bool
    usual_hour: int | None
    explanation: str


def may_learn(organisation: UUID) -> bool:
    """Tell whether members of the organisation may let their hours be learned."""
    return not MomentRules.objects.filter(organisation=organisation, may_learn=False).exists()


def learners_among(members: Collection[UUID]) -> set[UUID]:
    """Return which of these memberships chose to have their hours learned, where that is
    allowed."""
    chosen = MomentChoice.objects.filter(membership__among=members, is_learned=True).exclude(
        membership__organisation__moment_rules__may_learn=False
    )
    return set(chosen.values_list("membership_id", flat=True))


def beliefs_of(members: Mapping[UUID, ZoneInfo | None]) -> dict[UUID, Beliefs]:
    """Return what is believed of the hours of those members who chose it, by memberships and their
    zones, in two statements."""
    learners = learners_among(members)
    if not learners:
        return {}
    seen = _seen_by(learners)
    return {id: believe(seen[id], zone) for id, zone in members.items() if zone and id in learners}


def moments_of(member: Membership) -> Moments:
    """Return what a member sees of their own moments, in the language that is active."""
    allowed = may_learn(member.organisation_id)
    if member.pk not in learners_among([member.pk]):
        return Moments(False, allowed, None, _off(allowed))
    hour = usual_hour(_believed(member.pk, zone_of(member)))
    if hour is None:
        known = _("It is not known yet when you usually practise, so different hours are tried.")
    else:
        known = _(
            "You usually practise around %(hour)d:00. Most messages come then, where your "
            "programme allows it."
        ) % {"hour": hour}
    return Moments(True, allowed, hour, known)


def _off(allowed: bool) -> str:
    if not allowed:
        return _("Your organisation has switched this off.")
    return _("Messages come at any moment within the hours of your programme.")


def _believed(member: UUID, zone: ZoneInfo) -> Beliefs:
    return believe(_seen_by([member])[member], zone)


def _seen_by(members: Iterable[UUID]) -> Mapping[UUID, list[Seen]]:
    ids = list(members)
    nudged: dict[UUID, list[datetime]] = {id: [] for id in ids}
    began: dict[UUID, list[datetime]] = {id: [] for id in ids}
    # Twice as long, since domain.moments counts from what is latest.
    terms: dict[str, Any] = {"members": ids, "remembered": 2 * REMEMBERED}
    with connection.cursor() as cursor:
        cursor.execute(SEEN, terms)
        for member, at, is_nudge in cursor.fetchall():
            (nudged if is_nudge else began)[member].append(at)
    return {id: look_back(nudged[id], began[id]) for id in ids}
