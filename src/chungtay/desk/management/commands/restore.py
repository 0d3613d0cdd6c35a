"""`chungtay restore IN`: what a backup holds takes the place of what stands."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand, IntegrityFailure
from chungtay.design.templatetags.writing import moment, number
from chungtay.desk.actions import restore_site
from chungtay.desk.actions.restoring import Restored


class Command(HouseCommand):
    help = "Khôi phục từ bản sao lưu, khi trang web đã dừng; dữ liệu đang có được để riêng, sổ ghi lại việc khôi phục."
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("file", metavar="IN", type=Path, help="tệp do lệnh backup ghi ra")

    def handle(self, *args: Any, **options: Any) -> None:
        self.progress(_("Đang kiểm tra bản sao lưu, khôi phục và đối chiếu lại sổ ..."))
        restored = restore_site(by=None, at=timezone.localtime(), file=options["file"])
        if not restored.found.ok:
            raise IntegrityFailure(as_text(restored), as_json(restored))
        if options["json"]:
            self.answer(as_json(restored))
        else:
            self.stdout.write(as_text(restored))


def as_json(restored: Restored) -> dict[str, Any]:
    """The answer as one object."""
    manifest, left = restored.manifest, restored.left
    return {
        "restored": restored.stands,
        "made_at": manifest.at,
        "left": {"seq": left.seq, "hash": left.hash} if left else None,
        "taken": {"seq": manifest.head_seq, "hash": manifest.head_hash},
        "seq": restored.seq,
        "aside": restored.aside or None,
        "keys": list(manifest.keys),
        "missing_keys": list(restored.missing_keys),
        **asdict(restored.found),
    }


def as_text(restored: Restored) -> str:
    """The answer for people."""
    manifest, left = restored.manifest, restored.left
    made = {"at": moment(datetime.fromisoformat(manifest.at)), "seq": number(manifest.head_seq)}
    if restored.stands:
        lines = [_("Đã khôi phục bản sao lưu lập lúc %(at)s, sổ đến bút toán %(seq)s.") % made]
        lines.append(_("Bút toán %(seq)s ghi lại việc khôi phục.") % {"seq": number(restored.seq)})
        if left:
            lines.append(
                _("Sổ trước đó dừng ở bút toán %(seq)s, mã chuỗi %(hash)s.")
                % {"seq": number(left.seq), "hash": left.hash[:16]}
            )
        if restored.aside:
            lines.append(_("Dữ liệu trước đó được để ở %(aside)s; xóa khi đã chắc chắn.") % {"aside": restored.aside})
        if manifest.keys:
            lines.append(_("Các tệp khóa phải đặt cạnh dữ liệu: %(keys)s") % {"keys": ", ".join(manifest.keys)})
        if restored.missing_keys:
            lines.append(
                _(
                    "Thiếu khóa dữ liệu %(keys)s: ảnh chứng từ và xác thực hai bước trong bản sao lưu chưa mở được cho đến"
                    " khi nội dung tệp fields.key của nơi lập bản sao lưu được thêm vào tệp fields.key ở đây."
                )
                % {"keys": ", ".join(restored.missing_keys)}
            )
    else:
        lines = [_("Sổ trong bản sao lưu không khớp nên không khôi phục; dữ liệu đang có vẫn như cũ.")]
    if not restored.found.ok:
        lines += [_("Sổ không khớp. Chi tiết kỹ thuật, cho người quản trị máy chủ:"), *restored.found.mismatches]
    return "\n".join(lines)
