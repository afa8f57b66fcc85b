"""Enrolments that can't be planned say why; of a person's nudges for one instant, one is sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_audit_append_only'),
        ('notifications', '0002_delivery_not_after'),
        ('training', '0006_submitted_takes_are_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='enrolment',
            name='enrolment_unplanned',
        ),
        migrations.AddField(
            model_name='enrolment',
            name='set_aside',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='nudge',
            name='person',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(condition=models.Q(('next_nudge_at__isnull', True), ('set_aside', ''), ('state', 'active')), fields=['id'], name='enrolment_unplanned'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(condition=models.Q(('set_aside', ''), _negated=True), fields=['id'], name='enrolment_set_aside'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.UniqueConstraint(condition=models.Q(('skip_reason', '')), fields=('person', 'due_at'), name='nudge_one_per_person_and_instant'),
        ),
    ]
