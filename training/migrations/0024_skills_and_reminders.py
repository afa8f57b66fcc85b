"""Figures of a skill stay for a week too, and a person is reminded by hand once a week."""

import core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_membership_name'),
        ('scenarios', '0008_search_by_trigrams'),
        ('training', '0023_team_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='training.enrolment')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reminded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
            options={
                'verbose_name': 'reminder',
                'indexes': [models.Index(fields=['person', 'at'], name='reminder_of_person')],
            },
        ),
        migrations.CreateModel(
            name='SkillFigures',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('members', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('reached', models.FloatField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.team')),
                ('technique', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='scenarios.technique')),
            ],
            options={
                'verbose_name': 'figures of a skill',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'week', 'team', 'technique'), name='skill_figures_once_a_week')],
            },
        ),
    ]
