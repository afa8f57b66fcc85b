"""Figures of a team stay for a week, so that no two answers give a person away."""

import core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_membership_name'),
        ('training', '0022_certificates'),
    ]

    operations = [
        migrations.CreateModel(
            name='TeamFigures',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('members', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('steps_done', models.PositiveIntegerField()),
                ('attempts_submitted', models.PositiveIntegerField()),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='team_figures', to='training.programme')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.team')),
            ],
            options={
                'verbose_name': 'figures of a team',
                'constraints': [models.UniqueConstraint(fields=('programme', 'week', 'team'), name='team_figures_once_a_week')],
            },
        ),
    ]
