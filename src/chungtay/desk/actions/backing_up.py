"""A backup: a consistent copy of the database while the site runs, as one file beside nothing but its manifest."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from chungtay.accounts.models import User
from chungtay.aid.queries import evidence_files
from chungtay.audit.actions import note
from chungtay.desk.formats import FORMAT, Manifest, Writing, pieces_of
from chungtay.kernel.errors import Refusal, gettext_noop, reason
from chungtay.kernel.sealing import key_id

from . import on_postgresql, on_sqlite

_STANDS: Final = gettext_noop("Tệp %(file)s đã có; chọn tên khác để không ghi đè bản sao lưu cũ.")
_NO_FOLDER: Final = gettext_noop("Không có thư mục %(folder)s để đặt bản sao lưu.")
_UNWRITABLE: Final = gettext_noop("Không ghi được bản sao lưu %(file)s: %(why)s")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that stands: where, how large, and what its manifest says."""

    path: Path
    size: int
    manifest: Manifest


def backup_site(*, by: User | None, at: datetime, out: Path) -> Backup:
    """Write the whole site into the file `out`, readable by its owner only; the site may run meanwhile.

    Key files are named in the manifest and never inside. Raises Refusal when `out` stands already or cannot be written.
    """
    if out.exists() or out.is_symlink():
        raise Refusal(_STANDS, file=str(out))
    if not out.parent.is_dir():
        raise Refusal(_NO_FOLDER, folder=str(out.parent))
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        manifest = _written(part, at)
        part.rename(out)
    except OSError as error:
        raise Refusal(_UNWRITABLE, file=str(out), why=reason(error)) from error
    finally:
        part.unlink(missing_ok=True)
    with transaction.atomic():
        head = f"{manifest.head_seq}:{manifest.head_hash}"
        note(by=by, at=at, action="backup_site", object_type="backup", object_id=out.name[:100], text=head)
    return Backup(out, out.stat().st_size, manifest)


def _written(part: Path, at: datetime) -> Manifest:
    copy = on_sqlite.copy_out if connection.vendor == "sqlite" else on_postgresql.copy_out
    archive = Writing(part)
    try:
        head = copy(archive, part.parent)
        for name, path in evidence_files():  # after the database: what it names is there by then, and stays
            archive.add(name, pieces_of(path))
        manifest = Manifest(
            format=FORMAT,
            app=version("chungtay"),
            at=at.astimezone(UTC).isoformat(),
            vendor=connection.vendor,
            head_seq=head.seq,
            head_hash=head.hash,
            migrations=tuple(sorted(MigrationRecorder(connection).applied_migrations())),
            members=tuple(archive.members),
            keys=tuple(sorted(path.name for path in Path(settings.HOME).glob("*.key"))),
            data_keys=tuple(map(key_id, settings.CHUNGTAY_DATA_KEYS)),
        )
        archive.close(manifest)
    finally:
        archive.abandon()
    return manifest
