"""The database counts a review's leases: workers from before the count, which run beside newer ones
during an upgrade, take reviews too."""

from django.db import migrations, models

TRIGGER = """
CREATE FUNCTION coaching_count_lease() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT coalesce(max(fence), 0) + 1 INTO NEW.fence
    FROM coaching_lease WHERE review_id = NEW.review_id;
    RETURN NEW;
END $$;

CREATE TRIGGER lease_is_counted BEFORE INSERT ON coaching_lease
    FOR EACH ROW WHEN (NEW.fence = 0) EXECUTE FUNCTION coaching_count_lease();
"""

NO_TRIGGER = """
DROP TRIGGER lease_is_counted ON coaching_lease;
DROP FUNCTION coaching_count_lease;
"""


class Migration(migrations.Migration):
    dependencies = [("coaching", "0054_disputes")]
    operations = [
        migrations.AlterField(
            model_name="lease",
            name="fence",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
