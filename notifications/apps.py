from typing import Any

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from accounts import signals
        from notifications import messages
        from notifications.domain import kinds

        kinds.register(*messages.KINDS)
        signals.password_link_wanted.connect(_password_link_wanted, dispatch_uid="notifications")
        signals.password_changed.connect(_password_changed, dispatch_uid="notifications")
        signals.member_invited.connect(_member_invited, dispatch_uid="notifications")
        signals.name_corrected.connect(_name_corrected, dispatch_uid="notifications")
        signals.address_corrected.connect(_address_corrected, dispatch_uid="notifications")
        signals.address_moved.connect(_address_moved, dispatch_uid="notifications")
        user_logged_out.connect(_signed_out, dispatch_uid="notifications")


# accounts stands a layer lower and can't call us; each runs in the transaction of its verb.


def _password_link_wanted(person: Any, **kwargs: Any) -> None:
    from notifications import services

    services.mail_password_link(person=person)


def _password_changed(person: Any, **kwargs: Any) -> None:
    from notifications import services

    services.mail_password_changed(person=person)
    services.remove_devices_of(person=person)


def _member_invited(membership: Any, **kwargs: Any) -> None:
    from notifications import services

    services.mail_invitation(membership=membership)


def _name_corrected(membership: Any, by: str, **kwargs: Any) -> None:
    from notifications import services

    services.tell_of_name(membership=membership, by=by)


def _address_corrected(
    membership: Any, old_address: str, had_password: bool, **kwargs: Any
) -> None:
    from notifications import services

    services.mail_address_changed(
        membership=membership, old_address=old_address, had_password=had_password
    )
    services.remove_devices_of(person=membership.person)


def _address_moved(person: Any, old_address: str, **kwargs: Any) -> None:
    from notifications import services

    services.mail_address_moved(person=person, old_address=old_address)
    services.remove_devices_of(person=person)


def _signed_out(request: Any, **kwargs: Any) -> None:
    """Before the session is emptied: this browser gets no notifications any more."""
    from notifications import services

    session = getattr(request, "session", None)
    if session is not None and session.session_key:
        services.remove_devices_of_session(session=session.session_key)
