"""Makes the empty database that new data folders begin as (design/management/first.py), where it is not there yet.

With an address behind it: makes the tables in the empty database there (tests on PostgreSQL).
"""

import fcntl
import os
import sys
import tempfile


def main() -> int:
    """Migrate in a folder that is thrown away; keep the file, unless an address is given. The exit code is 0."""
    address = sys.argv[1] if sys.argv[1:] else ""
    with tempfile.TemporaryDirectory(prefix="chungtay-first-") as home:
        os.environ.update(CHUNGTAY_HOME=home, DJANGO_SETTINGS_MODULE="chungtay.config.settings")
        os.environ["DATABASE_URL"] = address
        if not address:
            del os.environ["DATABASE_URL"]
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.utils.translation import gettext

        from chungtay.design.management.first import FOLDER, begin, first_database, keep_first

        if address:
            begin(connection)
            call_command("migrate", verbosity=0)
            return 0
        FOLDER.mkdir(exist_ok=True)
        with (FOLDER / "making.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # tests start on every core at once
            if not first_database().exists():
                print("  " + gettext("Đang chuẩn bị cơ sở dữ liệu ..."), flush=True)
                begin(connection)
                call_command("migrate", verbosity=0)
                keep_first(connection)
    return 0


if __name__ == "__main__":
    sys.exit(main())
