"""Each organisation has a count of the nudges that were claimed for it in a minute."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# A trigger writes the row, since the claim can lock none that is not there, and accounts is a layer
# below that knows nothing of nudges.
ONE_EACH = """
INSERT INTO training_nudgeallowance (organisation_id, minute, used)
SELECT id, '2000-01-01Z', 0 FROM accounts_organisation;

CREATE FUNCTION training_add_allowance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO training_nudgeallowance (organisation_id, minute, used)
    VALUES (NEW.id, '2000-01-01Z', 0) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER nudge_allowance AFTER INSERT ON accounts_organisation
    FOR EACH ROW EXECUTE FUNCTION training_add_allowance();
"""

NONE = """
DROP TRIGGER nudge_allowance ON accounts_organisation;
DROP FUNCTION training_add_allowance;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_membership_name"),
        ("training", "0025_leave_and_snooze"),
    ]

    operations = [
        migrations.CreateModel(
            name="NudgeAllowance",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("minute", models.DateTimeField(default=django.utils.timezone.now)),
                ("used", models.PositiveIntegerField(default=0)),
            ],
            options={"verbose_name": "nudge allowance"},
        ),
        migrations.RunSQL(ONE_EACH, NONE),
    ]
