"""Programmes have versions of their steps, a beginning, a length and an end; each programme that
has steps gets its version 1."""

import core.ids
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


# Few rows: a programme has tens of steps, an organisation tens of programmes.
FIRST_VERSIONS = """
INSERT INTO training_programmeversion (id, programme_id, number, steps, published_at)
SELECT gen_random_uuid(), programme_id, 1, jsonb_agg(jsonb_build_object(
    'id', id, 'kind', kind, 'scenario', scenario_id, 'review', review,
    'title', title, 'text', text, 'minutes', minutes
) ORDER BY "order"), statement_timestamp()
FROM training_step GROUP BY programme_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_membership_name'),
        ('training', '0015_fill_skill_reviews'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgrammeVersion',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('steps', models.JSONField(default=list)),
                ('published_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'programme version',
            },
        ),
        migrations.AddField(
            model_name='programme',
            name='archived_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='programme',
            name='finish_rule',
            field=models.CharField(choices=[('all_steps', 'when every step is done'), ('at_end', 'when the weeks are over')], default='all_steps', max_length=10),
        ),
        migrations.AddField(
            model_name='programme',
            name='starts_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='programme',
            name='weeks',
            field=models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1)]),
        ),
        migrations.AddField(
            model_name='step',
            name='minutes',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='step',
            name='text',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='step',
            name='title',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name='step',
            name='kind',
            field=models.CharField(choices=[('exercise', 'exercise'), ('workshop', 'workshop'), ('theory', 'theory')], default='exercise', max_length=10),
        ),
        migrations.AlterField(
            model_name='step',
            name='order',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('finish_rule', 'all_steps'), models.Q(('finish_rule', 'at_end'), ('weeks__isnull', False)), _connector='OR'), name='programme_end_has_weeks'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('weeks__gte', 1)), name='programme_weeks'),
        ),
        migrations.AddField(
            model_name='programmeversion',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='training.programme'),
        ),
        migrations.AddField(
            model_name='programmeversion',
            name='published_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership'),
        ),
        migrations.AddConstraint(
            model_name='programmeversion',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='programme_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='programmeversion',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at__isnull', True)), fields=('programme',), name='programme_version_one_draft'),
        ),
        migrations.RunSQL(FIRST_VERSIONS, migrations.RunSQL.noop),
    ]
