from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from accounts.models import Membership, Person
        from notifications.domain import kinds
        from notifications.models import QuietHours
        from scenarios.signals import availability_changed
        from training import messages

        kinds.register(*messages.KINDS)
        pre_save.connect(_compare_roles, Membership, dispatch_uid="training.compare_roles")
        post_save.connect(_person_saved, Person, dispatch_uid="training.person_saved")
        # Before what locks enrolments: who marks presence locks the workshop, then these.
        post_save.connect(_leave_workshops, Membership, dispatch_uid="training.leave_workshops")
        post_save.connect(_member_saved, Membership, dispatch_uid="training.member_saved")
        m2m_changed.connect(
            _teams_changed, Membership.teams.through, dispatch_uid="training.teams_changed"
        )
        for saved in (post_save, post_delete):
            saved.connect(_quiet_hours_changed, QuietHours, dispatch_uid="training.quiet_hours")
        availability_changed.connect(_replan, dispatch_uid="training.scenario_replanned")


# Of a membership, what the plan of its nudges is made of.
PLANNED_BY = frozenset({"time_zone", "roles", "is_active"})


def _compare_roles(instance: Any, *, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """Remember whether the member becomes an employee by what is saved, which rules speak of."""
    becomes = False
    if "employee" in instance.roles and (update_fields is None or "roles" in update_fields):
        rows = type(instance).objects.filter(pk=instance.pk, roles__contains=["employee"])
        becomes = not rows.exists()
    instance._becomes_employee = becomes


def _member_saved(
    instance: Any, *, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Replan the member's nudges in the transaction that saved the membership, and enrol a new
    employee by the rules. A signal does it, because accounts is a layer below and can't call
    training."""
    from training import services

    if not created and (update_fields is None or PLANNED_BY & update_fields):
        services.replan_member(member=instance)
    if instance._becomes_employee:
        teams = () if created else instance.teams.values_list("pk", flat=True)
        services.obey_rules(joined=[(instance.pk, team) for team in (None, *teams)])


def _leave_workshops(
    instance: Any, *, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Give up the seats of a member who can't practise any more, in the transaction of that."""
    from training.services import workshops

    is_about_it = update_fields is None or {"roles", "is_active"} & update_fields
    if not created and is_about_it and not instance.acts_as("employee"):
        workshops.leave_workshops(members=[instance.pk])


def _person_saved(
    instance: Any, *, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Give up the seats of a person who may not sign in any more, in each organisation."""
    from training.services import workshops

    if created or instance.is_active or not (update_fields is None or "is_active" in update_fields):
        return
    own = instance.memberships.values_list("pk", flat=True)
    workshops.leave_workshops(members=list(own))


def _teams_changed(
    instance: Any, *, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """Enrol by the rules whoever joined a team, in the transaction that put them there."""
    from training import services

    if action != "post_add" or not pk_set:
        return
    joined = [(pk, instance.pk) if reverse else (instance.pk, pk) for pk in pk_set]
    services.obey_rules(joined=joined)


def _quiet_hours_changed(instance: Any, **kwargs: Any) -> None:
    """Move the member's nudges out of their quiet hours, in the transaction that changed these."""
    from training import services

    services.replan_member(member=instance.membership)


def _replan(scenario: Any, **kwargs: Any) -> None:
    """Replan where the scenario is a step, in the transaction that retired or restored it."""
    from training import services

    services.replan_scenario(scenario=scenario)
