"""Adds an index of what was set aside without saying until when; it is empty in most databases."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_leads'),
        ('scenarios', '0008_search_by_trigrams'),
        ('training', '0034_figures_last_shown'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(condition=models.Q(('next_nudge_at__isnull', True), ('retry_at__isnull', True), ('state', 'active'), models.Q(('set_aside__in', ('', 'backed_off', 'live_session', 'no_steps')), _negated=True)), fields=['id'], name='enrolment_left_aside'),
        ),
    ]
