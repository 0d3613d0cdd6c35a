"""`chungtay migrate`: as Django's; an empty SQLite file begins as a copy of the one that was migrated already."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from chungtay.design.management.first import begin_as_copy


class Command(Migrate):
    help = "Cập nhật cơ sở dữ liệu; mọi lệnh khác tự làm việc này khi cần."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["app_label"]:
            begin_as_copy(connections[options["database"]])
        super().handle(*args, **options)
