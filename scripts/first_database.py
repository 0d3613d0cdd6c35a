"""Makes the empty database that new data folders begin as (design/management/first.py), where it is not there yet."""

import fcntl
import os
import sys
import tempfile


def main() -> int:
    """Migrate in a folder that is thrown away; keep the file. The exit code is 0."""
    with tempfile.TemporaryDirectory(prefix="chungtay-first-") as home:
        os.environ.update(CHUNGTAY_HOME=home, DJANGO_SETTINGS_MODULE="chungtay.config.settings")
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection
        from django.utils.translation import gettext

        from chungtay.design.management.first import FOLDER, begin, first_database, keep_first

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
