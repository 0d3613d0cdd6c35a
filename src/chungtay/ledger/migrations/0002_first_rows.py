"""The chain's head before the first entry, and the empty tag set (row 1)."""

from django.db import migrations


def add_first_rows(apps, schema_editor):
    apps.get_model("ledger", "ChainHead").objects.create(pk=1, seq=0, hash=b"\0" * 32)
    tagset = apps.get_model("ledger", "TagSet").objects.create(key="")
    if tagset.pk != 1:
        raise RuntimeError("the empty tag set must be row 1")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]
    operations = [migrations.RunPython(add_first_rows, migrations.RunPython.noop)]
