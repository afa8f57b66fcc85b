"""Adds the tables of reviews and memories of skills, still empty."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


TRIGGERS = """
CREATE FUNCTION training_keep_skill_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'review % of a skill stays', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'skill_review_is_fixed';
END $$;

CREATE TRIGGER skill_review_is_fixed BEFORE UPDATE OR DELETE ON training_skillreview
    FOR EACH ROW EXECUTE FUNCTION training_keep_skill_review();
"""

NO_TRIGGERS = """
DROP TRIGGER skill_review_is_fixed ON training_skillreview;
DROP FUNCTION training_keep_skill_review;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_membership_name'),
        ('scenarios', '0008_search_by_trigrams'),
        ('training', '0013_self_checks'),
    ]

    operations = [
        migrations.CreateModel(
            name='SkillMemory',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('stability', models.FloatField(null=True)),
                ('difficulty', models.FloatField(null=True)),
                ('last_review', models.DateTimeField(null=True)),
                ('due', models.DateTimeField(null=True)),
                ('parameters', models.PositiveSmallIntegerField(default=0)),
                ('membership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='skill_memories', to='accounts.membership')),
                ('technique', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.technique')),
            ],
            options={
                'verbose_name': 'memory of a skill',
                'verbose_name_plural': 'memories of skills',
                'indexes': [models.Index(fields=['parameters'], name='skill_memory_version')],
                'constraints': [models.UniqueConstraint(fields=('membership', 'technique'), name='skill_memory_once'), models.CheckConstraint(condition=models.Q(models.Q(('difficulty__isnull', True), ('due__isnull', True), ('last_review__isnull', True), ('parameters', 0), ('stability__isnull', True)), models.Q(('difficulty__isnull', False), ('difficulty__range', (1, 10)), ('due__isnull', False), ('last_review__isnull', False), ('parameters__gte', 1), ('stability__gt', 0), ('stability__isnull', False)), _connector='OR'), name='skill_memory_whole')],
            },
        ),
        migrations.CreateModel(
            name='SkillReview',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('source', models.CharField(choices=[('feedback', "a coach's feedback"), ('regrade', 'a coach, by a newer version of the rubric'), ('self_check', 'the member, where no coach looks')], max_length=10)),
                ('reached', models.FloatField()),
                ('rating', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempt', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='skill_reviews', to='training.attempt')),
                ('membership', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='skill_reviews', to='accounts.membership')),
                ('technique', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.technique')),
            ],
            options={
                'verbose_name': 'review of a skill',
                'indexes': [models.Index(fields=['membership', 'technique', 'at'], name='skill_review_of_member')],
                'constraints': [models.UniqueConstraint(fields=('attempt', 'technique', 'revision'), name='skill_review_once'), models.CheckConstraint(condition=models.Q(('reached__gte', 0), ('reached__lte', 1)), name='skill_review_reached_share'), models.CheckConstraint(condition=models.Q(('rating__range', (1, 4))), name='skill_review_rating_1_to_4'), models.CheckConstraint(condition=models.Q(('source__in', ['feedback', 'regrade', 'self_check'])), name='skill_review_source_known')],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
