"""Scripts on a data folder of their own, each in a process that is forked from one that has imported the house.

To import it takes every new process a second and a half. Settings are read anew after the fork, from its environment.
"""

import contextlib
import gc
import multiprocessing
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.factories.imported"])


class Forked:
    """A script that runs, with words behind it, as `python -c` runs one."""

    def __init__(self, text: str, words: tuple[str, ...], environment: dict[str, str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="chungtay-forked-")
        self._files = [Path(self._folder.name, name) for name in ("said", "errors")]
        told = (text, words, environment, *map(str, self._files))
        self._process = _CONTEXT.Process(target=_run, args=told, daemon=True)
        self._process.start()

    def ended(self) -> tuple[int, str, str]:
        """Wait for its end; exit code, output and errors."""
        with self._folder:
            self._process.join()
            said, errors = (file.read_text(encoding="utf-8") for file in self._files)
            return self._process.exitcode or 0, said, errors


def _run(text: str, words: tuple[str, ...], environment: dict[str, str], *files: str) -> None:
    for number, file in enumerate(files, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    sys.argv = ["-c", *words]
    os.environ.clear()
    os.environ.update(environment)
    _read_settings_anew()
    gc.enable()
    from django.db import connections

    try:
        exec(compile(text, "<script>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own
    finally:
        connections.close_all()


def _read_settings_anew() -> None:
    from django.conf import settings
    from django.db import connections

    for name in [name for name in sys.modules if name.startswith("chungtay.config.settings")]:
        del sys.modules[name]
    anew = import_module("chungtay.config.settings")
    for name in filter(str.isupper, dir(anew)):
        setattr(settings, name, getattr(anew, name))
    connections.__dict__.pop("settings", None)
    connections._settings = None
    with contextlib.suppress(AttributeError):
        del connections["default"]
