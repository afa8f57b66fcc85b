from django.db import migrations

# Messages that were never opened themselves, while what they speak of was.
FEEDBACK = """
UPDATE notifications_message m SET read_at = a.feedback_read_at
FROM training_attempt a
WHERE m.read_at IS NULL AND m.about = a.id AND a.feedback_read_at IS NOT NULL
"""

EXERCISES = """
UPDATE notifications_message m SET read_at = practised.at
FROM (
    SELECT e.membership_id, a.step_id, max(greatest(a.started_at, a.submitted_at)) AS at
    FROM training_attempt a JOIN training_enrolment e ON e.id = a.enrolment_id
    GROUP BY e.membership_id, a.step_id
) AS practised
WHERE m.read_at IS NULL AND m.about = practised.step_id
    AND m.recipient_id = practised.membership_id AND practised.at > m.created_at
"""


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0004_message_about'),
        ('training', '0002_submitted_is_fixed'),
    ]

    operations = [
        migrations.RunSQL(FEEDBACK, migrations.RunSQL.noop),
        migrations.RunSQL(EXERCISES, migrations.RunSQL.noop),
    ]
