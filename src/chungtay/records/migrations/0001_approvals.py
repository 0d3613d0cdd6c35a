"""Approvals, append only from their first row; what waits for one; how far each leader has looked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from chungtay.audit.rules import guards


def guard(apps, schema_editor):
    for statement in guards(schema_editor.connection.vendor, "records_approval"):
        schema_editor.execute(statement, params=None)


def first_mark(apps, schema_editor):
    apps.get_model("records", "WaitingMark").objects.create(pk=1)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("organizations", "0001_units"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="LastLook",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seq", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WaitingMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("entry_seq", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entry_seq", "state", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("entry_seq", models.BigIntegerField(verbose_name="số bút toán")),
                (
                    "state",
                    models.CharField(
                        choices=[("returned", "returned"), ("approved", "approved")],
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người duyệt",
                    ),
                ),
            ],
            options={
                "verbose_name": "lời duyệt",
                "verbose_name_plural": "lời duyệt",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "returned")), fields=["entry_seq"], name="approval_returned"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="return_has_its_reason",
                    )
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
        migrations.RunPython(first_mark, migrations.RunPython.noop),
    ]
