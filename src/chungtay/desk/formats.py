"""A backup as a file: a zip of the database's copy, and `manifest.json`, which gives size and SHA-256 of every member.

The manifest is written last and read first. Members are read as streams into names that the reader chooses, so that
no name inside a file that someone else made can lead out of the folder. Names of tables and columns, which become part
of a statement on PostgreSQL, are plain words.
"""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from chungtay.kernel.errors import Refusal, gettext_noop, reason

FORMAT = 2
MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
EVIDENCE = "evidence/"
MEMBER = re.compile(
    r"database\.sqlite3|tables/[a-z][a-z0-9_]*\.copy|evidence/[0-9a-f]{2}/[0-9a-f]{64}(?:\.small)?", re.ASCII
)
COLUMN = re.compile(r"[a-z][a-z0-9_]*")
PIECE = 1 << 20
MOST = 64 << 20  # bytes of a manifest; a real one has some thousands, and two hundred for each photo

_MISSING = gettext_noop("Không đọc được tệp %(file)s: %(why)s")
_FOREIGN = gettext_noop("%(file)s không phải là bản sao lưu của Chung Tay; chưa thay đổi gì.")
_NEWER = gettext_noop(
    "Bản sao lưu %(file)s do một phiên bản Chung Tay mới hơn lập ra (khuôn dạng %(format)s); hãy nâng cấp trước khi"
    " khôi phục. Chưa thay đổi gì."
)
_DAMAGED = gettext_noop("Bản sao lưu %(file)s bị hỏng (%(member)s); chưa thay đổi gì.")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup; `columns` are those of a table's rows, in their order."""

    name: str
    size: int
    sha256: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, from which moment and database, and which keys it names and does not hold.

    `keys` are files; `data_keys` the ids of the master keys without which what is sealed in it stays closed.
    """

    format: int
    app: str
    at: str
    vendor: str
    head_seq: int
    head_hash: str
    migrations: tuple[tuple[str, str], ...]
    members: tuple[Member, ...]
    keys: tuple[str, ...]
    data_keys: tuple[str, ...]

    @property
    def of_database(self) -> tuple[Member, ...]:
        """The members that the database is made of."""
        return tuple(member for member in self.members if not member.name.startswith(EVIDENCE))

    @property
    def of_evidence(self) -> tuple[Member, ...]:
        """Photos as they lie in the data folder, sealed."""
        return tuple(member for member in self.members if member.name.startswith(EVIDENCE))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """From JSON; raises KeyError, TypeError or ValueError when it is none of ours."""
        members = tuple(Member(m["name"], m["size"], m["sha256"], tuple(m["columns"])) for m in told["members"])
        migrations = tuple((str(app), str(name)) for app, name in told["migrations"])
        names = {name: tuple(map(str, told.get(name, ()))) for name in ("keys", "data_keys")}  # format 1 had no ids
        return cls(**{**told, "migrations": migrations, "members": members, **names})


class Writing:
    """A backup being written, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.members: list[Member] = []

    def add(self, name: str, pieces: Iterable[bytes], columns: tuple[str, ...] = ()) -> None:
        """Write one member as it comes."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members.append(Member(name, size, digest.hexdigest(), columns))

    def close(self, manifest: Manifest) -> None:
        """Write the manifest and bring everything to the disk."""
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())

    def abandon(self) -> None:
        """Let go of the file, finished or not."""
        with suppress(OSError, ValueError):
            self._zip.close()
        self._file.close()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file, a piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


class Reading:
    """A backup opened: its manifest, every member checked against it before anything is taken out."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        with self._told_plainly():
            self._zip = zipfile.ZipFile(path)
            self.manifest = self._manifest()
            self._check()

    def pieces(self, member: Member) -> Iterator[bytes]:
        """What a member holds, no more than the manifest says."""
        with self._told_plainly(member.name), self._zip.open(member.name) as file:
            left = member.size
            while left and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece
            if left or file.read(1):
                self.refuse(member.name)

    def refuse(self, member: str) -> None:
        """Say that the file is damaged. Raises Refusal."""
        raise Refusal(_DAMAGED, file=self.name, member=member)

    def _manifest(self) -> Manifest:
        names = self._zip.namelist()
        if MANIFEST not in names or self._zip.getinfo(MANIFEST).file_size > MOST:
            raise Refusal(_FOREIGN, file=self.name)
        told = json.loads(self._zip.read(MANIFEST))
        if not isinstance(told, dict) or not isinstance(told.get("format"), int):
            raise Refusal(_FOREIGN, file=self.name)
        if told["format"] > FORMAT:
            raise Refusal(_NEWER, file=self.name, format=told["format"])
        return Manifest.of(told)

    def _check(self) -> None:
        listed = [member.name for member in self.manifest.members]
        if sorted([*listed, MANIFEST]) != sorted(self._zip.namelist()) or not all(map(MEMBER.fullmatch, listed)):
            self.refuse(MANIFEST)
        for member in self.manifest.members:
            if member.size < 0 or not all(map(COLUMN.fullmatch, member.columns)):
                self.refuse(member.name)
            digest = hashlib.sha256()
            for piece in self.pieces(member):
                digest.update(piece)
            if digest.hexdigest() != member.sha256:
                self.refuse(member.name)

    @contextmanager
    def _told_plainly(self, member: str = MANIFEST) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Refusal(_MISSING, file=self.name, why=reason(error)) from error
        except zipfile.BadZipFile as error:
            message = _FOREIGN if not hasattr(self, "_zip") else _DAMAGED
            raise Refusal(message, file=self.name, member=member) from error
        except (EOFError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError, zlib.error) as error:
            raise Refusal(_DAMAGED, file=self.name, member=member) from error
