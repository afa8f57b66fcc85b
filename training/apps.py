from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from accounts.models import Membership
        from notifications.domain import kinds
        from training import messages

        kinds.register(*messages.KINDS)
        post_save.connect(_member_saved, Membership, dispatch_uid="training.member_saved")


def _member_saved(
    instance: Any, *, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """accounts, a layer below, can't call us; in the same transaction, whoever saved it."""
    from training import services

    if not created and (update_fields is None or "time_zone" in update_fields):
        services.replan_where_they_live(member=instance)
