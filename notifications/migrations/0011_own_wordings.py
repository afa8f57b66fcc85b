import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_membership_name'),
        ('notifications', '0010_chat'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnWordings',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('language', models.CharField(max_length=2)),
                ('wordings', models.JSONField()),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'own texts of messages',
                'verbose_name_plural': 'own texts of messages',
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'kind', 'language'), name='own_wordings_once'),
                    models.CheckConstraint(condition=models.Q(('language__in', ('nl', 'en'))), name='own_wordings_language_known'),
                ],
            },
        ),
    ]
