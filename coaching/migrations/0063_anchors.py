"""Adds anchors, on whose levels an organisation agreed, and calibrations by them, which give coaches
a licence. Triggers keep employees' recordings out of it, and what others are compared with."""

import core.ids
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


TRIGGERS = """
CREATE FUNCTION coaching_check_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM media_video
        WHERE id = NEW.video_id AND purpose = 'scene' AND organisation_id = NEW.organisation_id
    ) THEN
        RAISE EXCEPTION 'video % is no clip for anchors', NEW.video_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'anchor_of_clip';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER anchor_of_clip BEFORE INSERT ON coaching_anchor
    FOR EACH ROW EXECUTE FUNCTION coaching_check_anchor();

CREATE FUNCTION coaching_keep_calibrated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'coaches are compared with this'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'calibrated_is_fixed';
END $$;

CREATE TRIGGER anchor_is_fixed BEFORE UPDATE ON coaching_anchor
    FOR EACH ROW WHEN (to_jsonb(NEW) - 'retired_at' IS DISTINCT FROM to_jsonb(OLD) - 'retired_at')
    EXECUTE FUNCTION coaching_keep_calibrated();

CREATE TRIGGER anchor_level_is_fixed BEFORE UPDATE ON coaching_anchorlevel
    FOR EACH ROW EXECUTE FUNCTION coaching_keep_calibrated();

CREATE TRIGGER calibration_finished_is_fixed BEFORE UPDATE ON coaching_calibration
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION coaching_keep_calibrated();

CREATE FUNCTION coaching_check_calibration_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM coaching_calibration
        WHERE id = NEW.calibration_id AND finished_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'calibration % is finished', NEW.calibration_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'calibrated_is_fixed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER calibration_score_is_fixed BEFORE INSERT OR UPDATE ON coaching_calibrationscore
    FOR EACH ROW EXECUTE FUNCTION coaching_check_calibration_score();
"""

NO_TRIGGERS = """
DROP TRIGGER calibration_score_is_fixed ON coaching_calibrationscore;
DROP FUNCTION coaching_check_calibration_score();
DROP TRIGGER calibration_finished_is_fixed ON coaching_calibration;
DROP TRIGGER anchor_level_is_fixed ON coaching_anchorlevel;
DROP TRIGGER anchor_is_fixed ON coaching_anchor;
DROP FUNCTION coaching_keep_calibrated();
DROP TRIGGER anchor_of_clip ON coaching_anchor;
DROP FUNCTION coaching_check_anchor();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0012_promise_of_older_workers'),
        ('coaching', '0082_tags'),
        ('media', '0014_recorded_comments'),
        ('scenarios', '0008_search_by_trigrams'),
    ]

    operations = [
        migrations.AddField(
            model_name='coachingrules',
            name='licence_months',
            field=models.PositiveSmallIntegerField(db_default=12, default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)]),
        ),
        migrations.AddField(
            model_name='coachingrules',
            name='licence_percent',
            field=models.PositiveSmallIntegerField(db_default=60, default=60, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)]),
        ),
        migrations.AddField(
            model_name='coachingrules',
            name='licence_required',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('retired_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='accounts.organisation')),
                ('rubric_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.rubricversion')),
                ('video', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.video')),
            ],
            options={
                'verbose_name': 'anchor',
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Calibration',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('kappa', models.FloatField(null=True)),
                ('needed_percent', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MaxValueValidator(100)])),
                ('licensed_until', models.DateTimeField(null=True)),
                ('anchors', models.ManyToManyField(related_name='+', to='coaching.anchor')),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calibrations', to='accounts.membership')),
            ],
            options={
                'verbose_name': 'calibration',
            },
        ),
        migrations.CreateModel(
            name='CalibrationScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coaching.anchor')),
                ('calibration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='coaching.calibration')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.criterion')),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.level')),
            ],
            options={
                'verbose_name': 'level of a calibration',
            },
        ),
        migrations.CreateModel(
            name='AnchorLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('anchor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='coaching.anchor')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.criterion')),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scenarios.level')),
            ],
            options={
                'verbose_name': 'agreed level',
                'constraints': [models.UniqueConstraint(fields=('anchor', 'criterion'), name='anchor_level_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='anchor_level_has_reason')],
            },
        ),
        migrations.AddIndex(
            model_name='calibration',
            index=models.Index(condition=models.Q(('licensed_until__isnull', False)), fields=['coach', 'licensed_until'], name='calibration_licence'),
        ),
        migrations.AddConstraint(
            model_name='calibration',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('coach',), name='calibration_one_open'),
        ),
        migrations.AddConstraint(
            model_name='calibration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('kappa', None), ('licensed_until', None)), models.Q(('finished_at__isnull', False), ('kappa__isnull', False), ('needed_percent__isnull', False)), _connector='OR'), name='calibration_finished_has_kappa'),
        ),
        migrations.AddConstraint(
            model_name='calibrationscore',
            constraint=models.UniqueConstraint(fields=('calibration', 'anchor', 'criterion'), name='calibration_score_once'),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
