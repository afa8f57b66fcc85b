from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from accounts.models import Membership
        from notifications.domain import kinds
        from scenarios.signals import availability_changed
        from training import messages

        kinds.register(*messages.KINDS)
        post_save.connect(_member_saved, Membership, dispatch_uid="training.member_saved")
        availability_changed.connect(_replan, dispatch_uid="training.scenario_replanned")


# Of a membership, what the plan of its nudges is made of.
PLANNED_BY = frozenset({"time_zone", "roles", "is_active"})


def _member_saved(
    instance: Any, *, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Replan the member's nudges in the transaction that saved the membership. A signal does it,
    because accounts is a layer below and can't call training."""
    from training import services

    if not created and (update_fields is None or PLANNED_BY & update_fields):
        services.replan_member(member=instance)


def _replan(scenario: Any, **kwargs: Any) -> None:
    """Replan where the scenario is a step, in the transaction that retired or restored it."""
    from training import services

    services.replan_scenario(scenario=scenario)
