"""Adds the reason of the next step, postponements, and how well an attempt went."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scenarios', '0008_search_by_trigrams'),
        ('training', '0028_workshop_steps'),
    ]

    operations = [
        migrations.AddField(
            model_name='attempt',
            name='reached',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='next_reason',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='next_technique',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='scenarios.technique'),
        ),
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('until', models.DateTimeField()),
                ('enrolment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='training.enrolment')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.step')),
            ],
            options={
                'verbose_name': 'postponed exercise',
                'verbose_name_plural': 'postponed exercises',
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'step'), name='postponement_once')],
            },
        ),
    ]
