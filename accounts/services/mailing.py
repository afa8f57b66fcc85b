"""Mail about sign-in. Slow, so never inside a transaction; a lost one is asked for again."""

from accounts import mail
from accounts.models import Person


def mail_reset_link(*, person_id: str | None) -> bool:
    """Whether a mail went out: not for nobody, nor for someone who was switched off meanwhile."""
    person = person_id and Person.objects.filter(pk=person_id, is_active=True).first()
    return bool(person and mail.reset_link(person).send())


def mail_password_changed(*, person_id: str) -> bool:
    """Tells the person that their password is another one now."""
    person = Person.objects.filter(pk=person_id).first()
    return bool(person and mail.password_changed(person).send())
