"""`chungtay serve`: the site on this machine, the database brought up to date first."""

import os
import socket
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

TARGET = "chungtay.config.wsgi:application"
MOST_WORKERS = 4
THREADS = 4  # readers wait for the database, not for the processor


class Command(BaseCommand):
    help = "Phục vụ trang web trên máy này (Ctrl-C để dừng)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        if not _is_free(host, port):
            raise CommandError(f"Cổng {port} trên {host} đang được dùng; chọn cổng khác bằng --port.")
        self._bring_up_to_date()
        server = Server(
            TARGET,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=max(1, min(MOST_WORKERS, os.cpu_count() or 1)),
            blocking_threads=THREADS,
            log_level=LogLevels.warning,
        )
        shown = f"[{host}]" if ":" in host else host
        server.on_startup(lambda: self.stdout.write(f"Chung Tay: http://{shown}:{port}/  (Ctrl-C để dừng)"))
        server.serve()

    def _bring_up_to_date(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Đang chuẩn bị cơ sở dữ liệu ...")
            call_command("migrate", verbosity=0, interactive=False)
        connection.close()  # the workers open their own


def _is_free(host: str, port: int) -> bool:
    """Whether nobody answers there; port 0 lets the system choose and is refused by nobody."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
