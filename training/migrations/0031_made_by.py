"""Says who made a programme and who planned a workshop, as far as the audit log knows."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE {table} made SET {column} = event.actor_id
FROM accounts_auditevent event
WHERE event.organisation_id = made.organisation_id AND event.object_id = made.id
    AND event.verb = '{verb}' AND event.actor_id IS NOT NULL
"""
PROGRAMMES = FILL.format(table="training_programme", column="made_by_id", verb="programme_added")
WORKSHOPS = FILL.format(table="training_workshop", column="planned_by_id", verb="workshop_planned")


def _to_membership() -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to="accounts.membership",
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_leads"), ("training", "0030_fill_reached")]

    operations: list[Any] = [
        migrations.AddField("programme", "made_by", _to_membership()),
        migrations.AddField("workshop", "planned_by", _to_membership()),
        migrations.RunSQL(PROGRAMMES, migrations.RunSQL.noop),
        migrations.RunSQL(WORKSHOPS, migrations.RunSQL.noop),
    ]
