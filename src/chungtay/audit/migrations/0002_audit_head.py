"""The audit book's head: the lines that stand already are chained once."""

from django.db import migrations, models

from chungtay.audit.rules import COLUMNS, EMPTY, chained


def chain_lines(apps, schema_editor):
    lines, kept = 0, EMPTY
    rows = apps.get_model("audit", "AuditLine").objects.order_by("pk").values_list("at", *COLUMNS)
    for row in rows.iterator():
        lines, kept = lines + 1, chained(kept, *row)
    apps.get_model("audit", "AuditHead").objects.create(pk=1, lines=lines, hash=kept)


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_audit_lines'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lines', models.BigIntegerField(default=0)),
                ('hash', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.RunPython(chain_lines, migrations.RunPython.noop),
    ]
