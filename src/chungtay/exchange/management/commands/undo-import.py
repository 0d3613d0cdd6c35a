"""`chungtay undo-import ID`: an import taken back."""

from typing import Any

from django.core.management.base import CommandParser

from chungtay.design.templatetags.writing import number, say
from chungtay.exchange.actions import undo_import
from chungtay.exchange.management.answers import AnsweringCommand
from chungtay.kernel.errors import Refusal


class Command(AnsweringCommand):
    help = "Hoàn tác một lần nhập: bỏ dòng đã thêm, trả lại dòng đã sửa, liệt kê dòng đã bị thay đổi sau đó."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("id", type=int, metavar="ID", help="số của lần nhập")

    def run(self, **options: Any) -> None:
        at, _ = self.now()
        result = undo_import(by=None, at=at, number=options["id"])
        conflicts = [{"unit": c.unit, "key": c.key, "message": say(Refusal(c.message))} for c in result.conflicts]
        lines = [
            f"Đã hoàn tác lần nhập số {result.id}: bỏ {number(result.withdrawn)}, trả lại {number(result.restored)},"
            f" giữ nguyên {number(len(conflicts))} mục đã thay đổi."
        ]
        lines += [f"  {c['unit']} {c['key']}: {c['message']}" for c in conflicts]
        answer = {"id": result.id, "withdrawn": result.withdrawn, "restored": result.restored, "conflicts": conflicts}
        self.answer(answer, "\n".join(lines))
