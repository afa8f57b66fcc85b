"""Adds certificates, which anyone can verify by their code."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0021_enrolment_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('organisation_name', models.CharField(max_length=200)),
                ('programme_name', models.JSONField()),
                ('finished_on', models.DateField()),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='training.enrolment')),
            ],
            options={
                'verbose_name': 'certificate',
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('enrolment',), name='certificate_one_valid')],
            },
        ),
    ]
