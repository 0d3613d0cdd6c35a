"""Whether the house is sound: database, migrations, disk, backup, chain, clock, version."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BigIntegerField, Func

from chungtay.administration.rules import Finding, FindingState
from chungtay.audit.models import AuditLine
from chungtay.audit.queries import lines
from chungtay.kernel.errors import gettext_noop
from chungtay.ledger.models import ChainHead
from chungtay.ledger.queries import Head, head, open_imports

from .audit_book import last_checked

GOOD, ATTENTION, WRONG = FindingState.GOOD, FindingState.ATTENTION, FindingState.WRONG
GIB: Final = 1 << 30
LOW, OUT = 2 * GIB, GIB // 4  # room on the disk that wants attention, and that is not enough
TOLERANCE: Final = timedelta(minutes=1)


def is_sound() -> bool:
    """Can the site answer: the database is reached, and it is of this version?"""
    try:
        return not _waiting() and ChainHead.objects.filter(pk=1).exists()
    except DatabaseError:
        return False


def health(at: datetime) -> list[Finding]:
    """Everything that the health page looks at, in its order."""
    now = head()
    return [*_database(), *_disk(), *_care(at), *_chain(now), *_clock(at, now), *_version()]


@lru_cache(maxsize=1)
def _written() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ())


def _waiting() -> list[tuple[str, str]]:
    """Migrations of this version that the database does not have."""
    return sorted(_written() - set(MigrationRecorder(connection).migration_qs.values_list("app", "name")))


def _database() -> Iterator[Finding]:
    name = gettext_noop("Cơ sở dữ liệu")
    kind = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    size = _size()
    if size is None:
        yield Finding(name, GOOD, gettext_noop("%(kind)s trả lời."), {"kind": kind})
    else:
        yield Finding(name, GOOD, gettext_noop("%(kind)s trả lời, lớn %(size)s."), {"kind": kind, "size": size})
    waiting = _waiting()
    name = gettext_noop("Cấu trúc dữ liệu")
    if waiting:
        text = gettext_noop("Còn %(count)s bước cập nhật chưa chạy; khởi động lại bằng chungtay serve.")
        yield Finding(name, WRONG, text, {"count": len(waiting)})
    else:
        yield Finding(name, GOOD, gettext_noop("Đúng phiên bản đang chạy."))


def _size() -> int | None:
    """Bytes of the database; None where it has no file."""
    if connection.vendor == "postgresql":
        size = Func(Func(function="current_database"), function="pg_database_size", output_field=BigIntegerField())
        return int(ChainHead.objects.annotate(size=size).values_list("size", flat=True)[0])
    path = Path(str(settings.DATABASES["default"]["NAME"]))
    parts = [part for part in (path, path.with_name(path.name + "-wal")) if part.is_file()]
    return sum(part.stat().st_size for part in parts) if parts else None


def _disk() -> Iterator[Finding]:
    used = shutil.disk_usage(settings.HOME)
    state = WRONG if used.free < OUT else ATTENTION if used.free < LOW else GOOD
    text = gettext_noop("Còn trống %(size)s trong %(whole)s.")
    yield Finding(gettext_noop("Chỗ trống trên đĩa"), state, text, {"size": used.free, "whole": used.total})


def _care(at: datetime) -> Iterator[Finding]:
    """Backup and check of the book: when they were last done."""
    due = at - timedelta(days=settings.CHUNGTAY_CARE_DAYS)
    name, line = gettext_noop("Sao lưu"), lines(object_type="backup").filter(action="backup_site").first()
    if line is None:
        yield Finding(name, ATTENTION, gettext_noop("Chưa có lần nào; chạy chungtay backup."))
    else:
        text = gettext_noop("Lần cuối lúc %(at)s.")
        yield Finding(name, GOOD if line.at >= due else ATTENTION, text, {"at": line.at})
    name, checked = gettext_noop("Kiểm tra sổ"), last_checked()
    if checked is None:
        yield Finding(name, ATTENTION, gettext_noop("Chưa có lần nào; chạy chungtay verify."))
    elif not checked.sound:
        text = gettext_noop("Lần cuối lúc %(at)s: sổ không khớp ở %(count)s chỗ; chạy chungtay verify để xem từng chỗ.")
        yield Finding(name, WRONG, text, {"at": checked.at, "count": checked.faults})
    else:
        text = gettext_noop("Lần cuối lúc %(at)s: sổ khớp.")
        yield Finding(name, GOOD if checked.at >= due else ATTENTION, text, {"at": checked.at})


def _chain(now: Head) -> Iterator[Finding]:
    name = gettext_noop("Đầu chuỗi")
    if now.recorded_at is None:
        yield Finding(name, GOOD, gettext_noop("Sổ chưa có bút toán nào."))
    else:
        text = gettext_noop("Bút toán %(seq)s, lúc %(at)s, dấu %(hash)s.")
        yield Finding(name, GOOD, text, {"seq": now.seq, "at": now.recorded_at, "hash": now.hash[:16]})
    halves = open_imports()
    if halves:
        text = gettext_noop("%(count)s lần nhập tệp còn dở; số liệu có thể còn thay đổi.")
        yield Finding(gettext_noop("Nhập tệp"), ATTENTION, text, {"count": len(halves)})


def _clock(at: datetime, now: Head) -> Iterator[Finding]:
    """The clock may not stand before what was already written by it."""
    name = gettext_noop("Đồng hồ")
    last_line = AuditLine.objects.order_by("-pk").values_list("at", flat=True).first()
    latest = max((moment for moment in (now.recorded_at, last_line) if moment), default=at)
    if latest - at > TOLERANCE:
        text = gettext_noop("Máy chỉ %(now)s nhưng sổ đã ghi đến %(at)s; chỉnh lại giờ của máy.")
        yield Finding(name, WRONG, text, {"now": at, "at": latest})
    else:
        yield Finding(name, GOOD, gettext_noop("Máy chỉ %(now)s."), {"now": at})


def _version() -> Iterator[Finding]:
    text = gettext_noop("Chung Tay %(version)s")
    yield Finding(gettext_noop("Phiên bản"), GOOD, text, {"version": version("chungtay")})
