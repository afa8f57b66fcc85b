from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import AppConfig
from django.db import transaction
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
        pre_save.connect(_compare_activity, Person, dispatch_uid="training.compare_activity")
        post_save.connect(_person_is_back, Person, dispatch_uid="training.person_is_back")
        m2m_changed.connect(
            _teams_changed, Membership.teams.through, dispatch_uid="training.teams_changed"
        )
        for saved in (post_save, post_delete):
            saved.connect(_quiet_hours_changed, QuietHours, dispatch_uid="training.quiet_hours")
        availability_changed.connect(_replan, dispatch_uid="training.scenario_replanned")


# Of a membership, what the plan of its nudges is made of.
PLANNED_BY = frozenset({"time_zone", "roles", "is_active"})
# Of these, what says whether the member practises, so that rules speak of it too.
WHO_PRACTISES = frozenset({"roles", "is_active"})


def _compare_roles(instance: Any, *, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """Remember whether the member becomes an active employee by what is saved, which rules speak
    of."""
    becomes = False
    speaks_of_it = update_fields is None or WHO_PRACTISES & update_fields
    if instance.is_active and "employee" in instance.roles and speaks_of_it:
        rows = type(instance).objects.filter(pk=instance.pk, roles__contains=["employee"])
        becomes = not rows.filter(is_active=True).exists()
    instance._becomes_employee = becomes


def _compare_activity(
    instance: Any, *, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Remember whether somebody who was switched off is active again by what is saved."""
    speaks_of_it = update_fields is None or "is_active" in update_fields
    may_become = instance.is_active and not instance._state.adding and speaks_of_it
    off = type(instance).objects.filter(pk=instance.pk, is_active=False)
    instance._becomes_active = may_become and off.exists()


@transaction.atomic
def _member_saved(
    instance: Any, *, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Enrol a new employee by the rules, and replan the member's nudges, in the transaction that
    saved the membership. A signal does it, because accounts is a layer below and can't call
    training."""
    from training import services

    changed = PLANNED_BY if update_fields is None else PLANNED_BY & update_fields
    if WHO_PRACTISES & changed and not created:
        # Also where no rule speaks of this change: the next one of the transaction may be another.
        services.lock_ruled(organisations=[instance.organisation_id])
    if instance._becomes_employee:
        services.obey_rules(joined=_joined_by([instance]))
    if changed and not created:
        services.replan_member(member=instance)


def _person_is_back(instance: Any, **kwargs: Any) -> None:
    """Enrol by the rules whoever was switched on again, in the transaction that did so."""
    from training import services

    if instance._becomes_active:
        services.obey_rules(joined=_joined_by(instance.memberships.all()))


def _joined_by(members: Iterable[Any]) -> list[tuple[UUID, UUID | None]]:
    """Return what a member who becomes an active employee joins: the organisation and their
    teams."""
    return [
        (member.pk, team)
        for member in members
        for team in (None, *member.teams.values_list("pk", flat=True))
    ]


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
    """Replan where the scenario is a step, in the transaction that published, retired or restored
    it."""
    from training import services

    services.replan_scenario(scenario=scenario)
