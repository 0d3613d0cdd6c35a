"""A restore: what a backup holds takes the place of what stands, and the book says so of itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from chungtay.accounts.actions import end_all_sessions
from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.design.management.first import load_what_comes_along
from chungtay.desk.formats import Manifest, Reading
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import key_id
from chungtay.ledger.actions import note_restore
from chungtay.ledger.queries.head import Head
from chungtay.ledger.queries.verification import Verification
from chungtay.reports.queries import checked_book

from . import on_postgresql, on_sqlite

_OTHER_DATABASE: Final = gettext_noop(
    "Bản sao lưu %(file)s lấy từ %(theirs)s, còn ở đây dùng %(ours)s; hãy khôi phục vào một nơi dùng %(theirs)s. Chưa"
    " thay đổi gì."
)
_NEWER: Final = gettext_noop(
    "Bản sao lưu %(file)s do Chung Tay %(app)s lập, mới hơn phiên bản ở đây (%(migration)s); hãy nâng cấp trước khi"
    " khôi phục. Chưa thay đổi gì."
)
NAMES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the head that was left, the entry that says so, what stood before and where it is now.

    `stands` is False when the restored book does not agree with itself and what stood before was put back.
    `missing_keys` are the ids of master keys that sealed what the backup holds and are not among ours.
    """

    manifest: Manifest
    left: Head | None
    seq: int
    aside: str
    stands: bool
    found: Verification
    missing_keys: tuple[str, ...]


def restore_site(*, by: User | None, at: datetime, file: Path) -> Restored:
    """Put a backup in the place of what stands, which is kept aside. All or nothing; nobody may use the site meanwhile.

    A backup of an older version is brought up to date; sessions in it end, so that everyone signs in again. A book
    that does not agree with itself never takes the place of one that has entries. Raises Refusal, having changed
    nothing, for a file that is damaged, foreign or newer, and while the site is being served.
    """
    archive = Reading(file)
    is_older = _is_older(archive)
    taken = Head(archive.manifest.head_seq, archive.manifest.head_hash, None)
    replacing = (on_sqlite if connection.vendor == "sqlite" else on_postgresql).Replacing(archive, at)
    with replacing.opened():
        call_command("migrate", verbosity=0, interactive=False)
        with transaction.atomic():
            end_all_sessions(by=by, at=at)
            seq = note_restore(by=by, at=at, left=replacing.left, taken=taken, source=file.name)
            text = f"{taken.seq}:{taken.hash}"
            note(by=by, at=at, action="restore_site", object_type="backup", object_id=file.name[:100], text=text)
        if is_older:
            load_what_comes_along(at)
        _take_photos(archive)
        found = checked_book()
        if found.ok or not (replacing.left and replacing.left.seq):
            replacing.keep()
    ours = set(map(key_id, settings.CHUNGTAY_DATA_KEYS))
    missing = tuple(key for key in archive.manifest.data_keys if key not in ours)
    return Restored(archive.manifest, replacing.left, seq, replacing.aside, replacing.kept, found, missing)


def _take_photos(archive: Reading) -> None:
    """Photos of records, where they are not yet: a photo is named by what it shows and never changes."""
    for member in archive.manifest.of_evidence:
        path = Path(settings.HOME) / member.name  # of a form that `Reading` has checked
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.part")
            with part.open("wb") as file:
                part.chmod(0o600)
                file.writelines(archive.pieces(member))
            part.replace(path)


def _is_older(archive: Reading) -> bool:
    """Whether the backup must be brought up to date. Raises Refusal when this database or version cannot take it."""
    manifest = archive.manifest
    if manifest.vendor != connection.vendor:
        theirs = NAMES.get(manifest.vendor, manifest.vendor)
        raise Refusal(_OTHER_DATABASE, file=archive.name, theirs=theirs, ours=NAMES[connection.vendor])
    known = MigrationLoader(None).disk_migrations
    unknown = [".".join(key) for key in manifest.migrations if key not in known]
    if unknown:
        raise Refusal(_NEWER, file=archive.name, app=manifest.app, migration=unknown[0])
    return not set(known) <= set(manifest.migrations)
