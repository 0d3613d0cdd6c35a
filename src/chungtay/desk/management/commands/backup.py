"""`chungtay backup OUT`: the whole site in one file, while it runs."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.design.templatetags.writing import number
from chungtay.desk.actions import backup_site
from chungtay.desk.actions.backing_up import Backup


class Command(HouseCommand):
    help = (
        "Sao lưu toàn bộ dữ liệu vào một tệp, trong khi trang web vẫn chạy; tệp khóa được nêu tên, không nằm trong tệp."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("out", metavar="OUT", type=Path, help="tệp sẽ ghi (chưa có), ví dụ chungtay-2026-11-26.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        self.progress(_("Đang sao lưu ..."))
        backup = backup_site(by=None, at=timezone.now(), out=options["out"].absolute())
        if options["json"]:
            self.answer(as_json(backup))
        else:
            self.stdout.write(as_text(backup))


def as_json(backup: Backup) -> dict[str, Any]:
    """The answer as one object."""
    manifest = backup.manifest
    told = {
        name: value for name, value in asdict(manifest).items() if name not in ("head_seq", "head_hash", "migrations")
    }
    head = {"seq": manifest.head_seq, "hash": manifest.head_hash}
    return {"file": str(backup.path), "bytes": backup.size, "head": head, **told}


def as_text(backup: Backup) -> str:
    """The answer for people."""
    manifest = backup.manifest
    lines = [
        _("Đã sao lưu vào %(file)s (%(size)s KB).") % {"file": backup.path, "size": number(-(-backup.size // 1000))},
        _("Sổ đến bút toán %(seq)s, mã chuỗi %(hash)s.")
        % {"seq": number(manifest.head_seq), "hash": manifest.head_hash[:16]},
    ]
    if manifest.keys:
        lines.append(
            _("Không nằm trong bản sao lưu, hãy giữ riêng ở nơi an toàn: %(keys)s") % {"keys": ", ".join(manifest.keys)}
        )
    return "\n".join(lines)
