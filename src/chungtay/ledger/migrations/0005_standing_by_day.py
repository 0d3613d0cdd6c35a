from datetime import date

from django.db import migrations, models

import chungtay.ledger.fields
from chungtay.kernel.text import folded

CHUNK = 5000


def fill(apps, schema_editor):
    """Day and words of what stands, from its entries."""
    standing = apps.get_model("ledger", "Standing").objects
    entries = apps.get_model("ledger", "Entry").objects
    seqs = list(standing.order_by("seq").values_list("seq", flat=True))
    for start in range(0, len(seqs), CHUNK):
        part = seqs[start : start + CHUNK]
        found = entries.filter(seq__gte=part[0], seq__lte=part[-1])
        rows = found.values_list("day", "key", "title", "unit_id", "seq")
        told = [
            (day.toordinal(), f"{folded(key)} {folded(title)}".strip()[:300], unit, key, seq)
            for day, key, title, unit, seq in rows
            if day and unit
        ]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE ledger_standing SET day = %s, words = %s WHERE unit_id = %s AND key = %s AND seq = %s", told
            )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_witnesses")]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="day",
            field=chungtay.ledger.fields.DayField(default=date.min, help_text="the entry's day"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="standing",
            name="words",
            field=models.CharField(
                default="", help_text="key and title without accents: what a search looks in", max_length=300
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="standing", index=models.Index(fields=["day", "seq"], name="standing_by_day")
        ),
    ]
