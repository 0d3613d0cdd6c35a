"""`chungtay undo-import ID`: an import taken back."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.design.templatetags.writing import number
from chungtay.exchange.actions import undo_import


class Command(HouseCommand):
    help = "Hoàn tác một lần nhập: bỏ dòng đã thêm, trả lại dòng đã sửa, liệt kê dòng đã bị thay đổi sau đó."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("id", type=int, metavar="ID", help="số của lần nhập")

    def handle(self, *args: Any, **options: Any) -> None:
        result = undo_import(by=None, at=timezone.now(), number=options["id"])
        conflicts = [{"unit": c.unit, "key": c.key, "message": _(c.message)} for c in result.conflicts]
        if options["json"]:
            counts = {"id": result.id, "withdrawn": result.withdrawn, "restored": result.restored}
            self.answer({**counts, "conflicts": conflicts})
            return
        told = {
            "id": result.id, "withdrawn": number(result.withdrawn), "restored": number(result.restored),
            "left": number(len(conflicts)),
        }  # fmt: skip
        self.stdout.write(
            _("Đã hoàn tác lần nhập số %(id)s: bỏ %(withdrawn)s, trả lại %(restored)s, giữ nguyên %(left)s.") % told
        )
        for conflict in conflicts:
            self.stdout.write(f"  {conflict['unit']} {conflict['key']}: {conflict['message']}")
