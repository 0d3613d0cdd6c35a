"""What every command of the house has in common: how it ends, how it answers a program, how it reads a day.

Exit codes: 0 done, 1 input refused, 2 usage, 3 integrity. With `--json` exactly one object goes to standard
output, also when the command is refused or called wrongly; progress and prose go to standard error.
"""

import argparse
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.templatetags.writing import say
from chungtay.kernel.days import EARLIEST, LATEST
from chungtay.kernel.errors import Refusal, gettext_noop

from .first import begin, load_what_comes_along
from .parsing import OF_DJANGO, speak_our_language

_UNOPENED = gettext_noop("Không mở được cơ sở dữ liệu (%(why)s); nếu dữ liệu bị hỏng: chungtay restore BẢN_SAO_LƯU")


_PREPARE = f"import django; django.setup(); from {__name__} import *; bring_up_to_date(HouseCommand())"


class Exit(IntEnum):
    """How a command of the house ends."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    INTEGRITY = 3


class IntegrityFailure(Exception):
    """The book does not agree with itself; `answer` is what `--json` prints."""

    def __init__(self, message: str, answer: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.answer = answer if answer is not None else {"error": {"message": message}}


class HouseCommand(BaseCommand):
    """Base of the house's commands: subclasses write `handle` and let Refusal and IntegrityFailure pass."""

    requires_system_checks: list[str] = []
    suppressed_base_arguments = set(OF_DJANGO)
    needs_database = True  # False: what stands is not opened before `handle` (it may be what is to be replaced)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """As Django does, in the words of the house."""
        speak_our_language()
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_json(self, parser: CommandParser) -> None:
        """Add `--json`; the command then ends with `self.answer(...)`."""
        parser.add_argument("--json", action="store_true", help=gettext("in một đối tượng JSON"))

    def answer(self, payload: dict[str, Any]) -> None:
        """Print the one object of `--json`; days and moments in ISO form."""
        self.stdout.write(json.dumps(payload, ensure_ascii=False, default=_iso))

    def progress(self, text: str) -> None:
        """Tell a person what is being done, on standard error."""
        self.stderr.write(text, self.style.NOTICE)

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django does; a call that the parser refuses also gets its JSON object."""
        try:
            super().run_from_argv(argv)
        except SystemExit as end:
            if end.code == Exit.USAGE and "--json" in argv:
                self.answer({"error": {"message": gettext("Cách gọi lệnh không đúng; xem --help")}})
            raise

    def execute(self, *args: Any, **options: Any) -> None:
        """Bring the database up to date, run, and turn a refusal into words and an exit code."""
        try:
            if self.needs_database:
                bring_up_to_date(self)
            super().execute(*args, **options)
        except Refusal as refusal:
            self._end(Exit.REFUSED, say(refusal), {"error": {"message": say(refusal)}}, options)
        except IntegrityFailure as failure:
            self._end(Exit.INTEGRITY, failure.message, failure.answer, options)
        except BrokenPipeError:  # whoever read has gone (| head): nothing is wrong
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _end(self, code: Exit, message: str, answer: dict[str, Any], options: dict[str, Any]) -> NoReturn:
        if options.get("json"):
            self.answer(answer)
        else:
            self.stderr.write(message, self.style.ERROR)
        sys.exit(code)


def bring_up_to_date(command: BaseCommand) -> None:
    """Make or migrate the database where that is still to do, then load what the package brings as data."""
    try:
        if connection.vendor == "sqlite":
            _make_for_its_owner(str(connection.settings_dict["NAME"]))
        connection.ensure_connection()
    except DatabaseError as error:
        raise Refusal(_UNOPENED, why=error) from error
    if _all_applied():
        return
    if settings.CHUNGTAY_WHOLE:  # this process does not know every app
        _prepare_apart(command)
        return
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    command.stderr.write(gettext("Đang chuẩn bị cơ sở dữ liệu ..."), command.style.NOTICE)
    with alone():
        begin(connection)
        call_command("migrate", verbosity=0, interactive=False)
        load_what_comes_along(timezone.now())


def _prepare_apart(command: BaseCommand) -> None:
    """Have a process that knows every app prepare the database. Raises Refusal where it cannot."""
    command.stderr.write(gettext("Đang chuẩn bị cơ sở dữ liệu ..."), command.style.NOTICE)
    connection.close()
    whole = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.CHUNGTAY_WHOLE}
    call = [sys.executable, "-P", "-c", _PREPARE]  # without the folder it is called from among its modules
    done = subprocess.run(call, env=whole, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refusal(_UNOPENED, why=done.stderr.strip().rpartition("\n")[2])


def _all_applied() -> bool:
    """Is every migration that lies in an app's folder applied? To import them all would take a command a tenth of a second."""
    folders = [(app.label, Path(app.path) / "migrations") for app in apps.get_app_configs()]
    here = {(label, file.stem) for label, folder in folders for file in folder.glob("[!_]*.py")}
    return here <= MigrationRecorder(connection).applied_migrations().keys()


@contextmanager
def alone() -> Iterator[None]:
    """One process of this data folder at a time; another one waits until it has ended."""
    home = Path(settings.HOME)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "chungtay.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_for_its_owner(database: str) -> None:
    """An empty file that only its owner may read, where SQLite would make one that everybody may."""
    path = Path(database)
    if path.is_absolute() and path.parent.is_dir():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def a_day(text: str) -> date:
    """A day typed as dd/mm/yyyy or yyyy-mm-dd, for `type=` of an argument; a wrong one is wrong usage."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if EARLIEST <= day <= LATEST:
            return day
        raise argparse.ArgumentTypeError(gettext("năm phải từ 1946, khi Hội thành lập, đến 2100"))
    raise argparse.ArgumentTypeError(
        gettext("“%(text)s” không phải là ngày (dd/mm/yyyy hoặc yyyy-mm-dd)") % {"text": text}
    )


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
