"""Adds the teams that a member leads: at first, of managers, those that they are in."""

from typing import Any

from django.db import migrations, models

LEAD = """
INSERT INTO accounts_membership_leads (membership_id, team_id)
SELECT inside.membership_id, inside.team_id
FROM accounts_membership_teams inside JOIN accounts_membership m ON m.id = inside.membership_id
WHERE 'manager' = ANY (m.roles)
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_membership_name")]

    operations: list[Any] = [
        migrations.AddField(
            model_name="membership",
            name="leads",
            field=models.ManyToManyField(blank=True, related_name="leaders", to="accounts.team"),
        ),
        migrations.RunSQL(LEAD, migrations.RunSQL.noop),
    ]
