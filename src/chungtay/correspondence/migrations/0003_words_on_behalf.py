from django.db import migrations, models

from chungtay.audit.rules import guards


def guard(apps, schema_editor):
    """SQLite builds the table again, without the triggers that keep it append only."""
    for statement in guards(schema_editor.connection.vendor, "correspondence_directivereceipt"):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("correspondence", "0002_directives_and_proposals")]

    operations = [
        migrations.AddField(
            "directivereceipt", "on_behalf", models.BooleanField(default=False, verbose_name="ghi thay")
        ),
        migrations.AddField("proposal", "on_behalf", models.BooleanField(default=False, verbose_name="ghi thay")),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
