"""The audit book, append only from its first line."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from chungtay.audit.rules import guards


def guard(apps, schema_editor):
    for statement in guards(schema_editor.connection.vendor, "audit_auditline"):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="AuditLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("by_name", models.CharField(blank=True, max_length=200, verbose_name="tên người làm")),
                ("action", models.CharField(max_length=60, verbose_name="việc")),
                ("object_type", models.CharField(max_length=60, verbose_name="loại đối tượng")),
                ("object_id", models.CharField(max_length=100, verbose_name="mã đối tượng")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng nhật ký",
                "verbose_name_plural": "dòng nhật ký",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["object_type", "object_id"], name="audit_line_object"),
                    models.Index(fields=["at"], name="audit_line_at"),
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
