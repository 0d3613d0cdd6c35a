"""Which entries are illustrative can be asked at once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_first_rows'),
        ('organizations', '0001_units'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('source__startswith', 'demonstration')), fields=['unit', 'day'], name='entry_illustrative'),
        ),
    ]
