"""Stored addresses get the spelling under which sign-in looks for them: domains as A-labels.

A row that can't be changed (somebody else has the address in that spelling, or no mail can be sent
there) stays, and is in the log by its id; an operator corrects it.
"""

import structlog
from django.db import IntegrityError, migrations, transaction

from accounts.domain.addresses import is_mailable, normal_address

BATCH = 500
log = structlog.get_logger(__name__)


def respell(apps, schema_editor):
    alias = schema_editor.connection.alias
    people = apps.get_model("accounts", "Person").objects.using(alias)
    last = None
    while True:
        rows = people.filter(email__regex=r"[^\x01-\x7f]").order_by("id")
        batch = list((rows.filter(id__gt=last) if last else rows)[:BATCH])
        if not batch:
            return
        for person in batch:
            _respell_one(people, person)
        last = batch[-1].id


def _respell_one(people, person):
    address = normal_address(person.email)
    if not is_mailable(address):
        log.warning("address_set_aside", person=str(person.pk), reason="not_mailable")
        return
    try:
        with transaction.atomic(using=people.db):
            people.filter(pk=person.pk).update(email=address)
    except IntegrityError:
        log.warning("address_set_aside", person=str(person.pk), reason="taken")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_team_names_once")]

    operations = [migrations.RunPython(respell, migrations.RunPython.noop, elidable=True)]
