"""Every posting leaves a witness of the entry it ended with."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_illustrative_entries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Witness',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('hash', models.BinaryField(max_length=32)),
            ],
        ),
    ]
