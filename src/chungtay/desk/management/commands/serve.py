"""`chungtay serve`: the site on this machine."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Event, Thread
from typing import Any

from django.core.management.base import CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop

TARGET = "chungtay.config.wsgi:application"
MOST_WORKERS = 4
PORTS = 1 << 16
COMMAND = (sys.executable, "-c", "from chungtay.config.cli import main; main()")
BESIDE = ((*COMMAND, "send-digests", "--every", "30"), (*COMMAND, "work"))  # notices go out, long files come in
SECONDS_BETWEEN_LOOKS = 3  # at what runs beside the site
SECONDS_TO_END = 5  # for a worker to finish what it answers
SECONDS_IDLE = 600  # of a thread, as long as its connection is kept: a new one takes the next page 5 ms
THREADS = 4  # of a worker: readers wait for the database more than for the processor
_TAKEN = gettext_noop("Cổng %(port)s trên %(host)s đang được dùng; chọn cổng khác bằng --port")


class Command(HouseCommand):
    help = "Phục vụ trang web trên máy này cho đến khi nhấn Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe")
        parser.add_argument("--port", type=a_port, default=8000, help="cổng")

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        if not is_free(host, port):
            raise Refusal(_TAKEN, port=port, host=host)
        loaded(TARGET)  # before the workers fork: each has it then, without loading it anew
        connection.close()  # the workers open their own
        server = Server(
            TARGET,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=max(1, min(MOST_WORKERS, os.cpu_count() or 1)),
            blocking_threads=THREADS,
            blocking_threads_idle_timeout=SECONDS_IDLE,
            workers_kill_timeout=SECONDS_TO_END,
            log_level=LogLevels.warning,
        )
        server.on_startup(lambda: self._tell(host, port))
        with kept_running(BESIDE):
            server.serve(target_loader=application_of)

    def _tell(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"Chung Tay: http://{shown}:{port}/  ({_('nhấn Ctrl-C để dừng')})")
        self.stdout.flush()


@contextmanager
def kept_running(commands: Sequence[tuple[str, ...]]) -> Iterator[None]:
    """Processes beside the site until the block ends; one that ended is started again.

    All are started before the site forks its workers: a worker forked meanwhile would hold on to what starting waits for.
    """
    over = Event()
    running = {command: subprocess.Popen(command, start_new_session=True) for command in commands}

    def keep() -> None:
        while not over.wait(SECONDS_BETWEEN_LOOKS):
            for command, process in running.items():
                if process.poll() is not None:
                    running[command] = subprocess.Popen(command, start_new_session=True)

    keeper = Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
        for process in running.values():
            process.terminate()
        for process in running.values():
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was told to end, and no longer than the site's workers are waited for."""
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def application_of(target: str) -> Any:
    """The application, loaded in a worker, which leaves Ctrl-C to the server.

    A terminal sends Ctrl-C to the workers too; together with the server's own word to end, it would lock them for ever.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return loaded(target)


def loaded(target: str) -> Any:
    """The application: loaded once, by the server itself."""
    module, name = target.split(":")
    return getattr(import_module(module), name)


def a_port(text: str) -> int:
    """The number of a port, for `type=` of an argument."""
    if not text.isdecimal() or int(text) >= PORTS:
        raise argparse.ArgumentTypeError(_("“%(text)s” không phải là số cổng") % {"text": text})
    return int(text)


def is_free(host: str, port: int) -> bool:
    """Whether nobody answers there; port 0 lets the system choose and is refused by nobody."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
