"""Holds the verb by which an admin judges a team's risk."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.queries import team_seen_by
from accounts.services import hold_teams, record_audit
from training.errors import TrainingNotAsked
from training.models import RiskProfile, TeamRisk


@transaction.atomic
def set_risk(
    *, actor: Membership, team: UUID, profile: RiskProfile, physical_by: date | None
) -> TeamRisk:
    """Set what a team's people meet in their work, and by which day each has had a physical
    training. TrainingNotAsked for a day where the risk is not physical. Repeating changes nothing;
    each change is in the audit log."""
    if physical_by and profile != RiskProfile.PHYSICAL:
        raise TrainingNotAsked
    hold_teams(teams=[team])
    found = team_seen_by(membership=actor, team_id=team)
    wanted = {"profile": profile, "physical_by": physical_by}
    row, is_new = TeamRisk.objects.select_for_update(no_key=True).get_or_create(
        team=found, defaults=wanted
    )
    before = {} if is_new else {"profile": row.profile, "physical_by": row.physical_by}
    if before == wanted:
        return row
    row.profile, row.physical_by, row.changed_at = profile, physical_by, timezone.now()
    row.save()
    record_audit(
        organisation=found.organisation,
        actor=actor,
        verb="team_risk_set",
        subject=found,
        detail={"profile": str(profile), "physical_by": str(physical_by or "")},
    )
    return row
