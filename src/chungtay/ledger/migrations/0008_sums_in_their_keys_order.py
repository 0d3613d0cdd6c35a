"""SQLite keeps the cube in the order of its key, in one tree instead of two: a figure's sums lie side by side."""

from django.db import migrations

TABLES = ("ledger_monthsum", "ledger_stocksum")


def by_key(_apps, schema_editor):
    """The same tables and rows, without row numbers of their own."""
    _made_anew(schema_editor, " WITHOUT ROWID")


def by_number(_apps, schema_editor):
    """As Django makes them."""
    _made_anew(schema_editor, "")


def _made_anew(schema_editor, end):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type <> 'table' AND sql IS NOT NULL", [table]
            )
            around = [sql for (sql,) in cursor.fetchall()]
            cursor.execute('SELECT name, type, pk FROM pragma_table_info(%s) ORDER BY pk = 0, pk, cid', [table])
            columns = cursor.fetchall()  # the key first: else SQLite before 3.41 takes what it checks for damaged
            made = ", ".join(f'"{name}" {kind} NOT NULL' for name, kind, _ in columns)
            names, key = (", ".join(f'"{name}"' for name in some) for some in _names(columns))
            cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_before"')
            cursor.execute(f'CREATE TABLE "{table}" ({made}, PRIMARY KEY ({key})){end}')
            cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{table}_before" ORDER BY {key}')
            cursor.execute(f'DROP TABLE "{table}_before"')
            for sql in around:
                cursor.execute(sql)


def _names(columns):
    return [name for name, _, _ in columns], [name for name, _, place in columns if place]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_batches_say_what_of")]

    operations = [migrations.RunPython(by_key, by_number)]
