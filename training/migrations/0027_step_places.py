"""The place of a step is no key, so that whoever starts it waits for nobody who moves it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scenarios', '0008_search_by_trigrams'),
        ('training', '0026_nudge_allowance'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='step',
            name='step_order_once',
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('order__isnull', False)), fields=('programme', 'order'), name='step_place_once'),
        ),
    ]
