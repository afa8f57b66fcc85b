from django.db import migrations, models

# What a message speaks of is the last part of its link, for every kind that there was.
FILL = """
UPDATE notifications_message
SET about = (regexp_match(link, '/(?:practise|feedback)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$'))[1]::uuid
WHERE about IS NULL AND link ~ '/(practise|feedback)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_outages_and_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='about',
            field=models.UUIDField(null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
