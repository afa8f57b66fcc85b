"""Rules enrol new members, texts are read, and an enrolment knows when it was finished first."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_membership_name'),
        ('training', '0020_team_risk'),
    ]

    operations = [
        migrations.AddField(
            model_name='enrolment',
            name='finished_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='state',
            field=models.CharField(choices=[('active', 'active'), ('paused', 'paused'), ('finished', 'finished'), ('left', 'taken out')], default='active', max_length=10),
        ),
        migrations.CreateModel(
            name='EnrolmentRule',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='training.programme')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.team')),
            ],
            options={
                'verbose_name': 'enrolment rule',
                'constraints': [models.UniqueConstraint(fields=('programme', 'team'), name='enrolment_rule_once'), models.UniqueConstraint(condition=models.Q(('team__isnull', True)), fields=('programme',), name='enrolment_rule_for_all_once')],
            },
        ),
        migrations.CreateModel(
            name='StepCompletion',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('done_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('enrolment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='completions', to='training.enrolment')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='training.step')),
            ],
            options={
                'verbose_name': 'step completion',
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'step'), name='step_completion_once')],
            },
        ),
    ]
