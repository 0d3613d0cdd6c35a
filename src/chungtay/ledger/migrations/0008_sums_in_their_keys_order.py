"""SQLite keeps the cube in the order of its key, in one tree instead of two: a figure's sums lie side by side."""

from django.db import migrations

TABLES = ("ledger_monthsum", "ledger_stocksum")
END = " WITHOUT ROWID"


def by_key(_apps, schema_editor):
    """The same tables and rows, without row numbers of their own."""
    _made_anew(schema_editor, lambda sql: f"{sql}{END}")


def by_number(_apps, schema_editor):
    """As Django makes them."""
    _made_anew(schema_editor, lambda sql: sql.removesuffix(END))


def _made_anew(schema_editor, changed):
    connection = schema_editor.connection
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type = 'table'", [table])
            (made,) = cursor.fetchone()
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type <> 'table' AND sql IS NOT NULL", [table]
            )
            around = [sql for (sql,) in cursor.fetchall()]
            cursor.execute("SELECT name FROM pragma_table_info(%s) WHERE pk > 0 ORDER BY pk", [table])
            key = ", ".join(f'"{name}"' for (name,) in cursor.fetchall())
            cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_before"')
            cursor.execute(changed(made))
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM "{table}_before" ORDER BY {key}')
            cursor.execute(f'DROP TABLE "{table}_before"')
            for sql in around:
                cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_batches_say_what_of")]

    operations = [migrations.RunPython(by_key, by_number)]
