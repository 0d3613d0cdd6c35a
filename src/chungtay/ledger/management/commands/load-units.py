"""`chungtay load-units`: the real units of one province or of the whole country."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand
from chungtay.ledger.actions import load_tree


class Command(HouseCommand):
    help = (
        "Nạp các đơn vị theo địa giới hành chính trước và sau 01/7/2025, cùng các chuyển tiếp. Chạy lại không thêm gì."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--province", metavar="CODE", help=gettext("mã tỉnh, ví dụ 22 (kèm các tỉnh đã hợp nhất với nó)")
        )
        which.add_argument("--all", action="store_true", help=gettext("cả nước"))
        self.add_json(parser)

    def handle(self, *_args: Any, province: str | None, json: bool, **_options: Any) -> None:
        loaded = load_tree(by=None, at=timezone.now(), province=province, progress=self.progress)
        if json:
            self.answer({"areas": loaded.areas, "units": loaded.units, "successions": loaded.successions})
        else:
            message = gettext("Đã nạp %(units)s đơn vị, %(areas)s địa danh, %(edges)s chuyển tiếp.")
            self.stdout.write(message % {"units": loaded.units, "areas": loaded.areas, "edges": loaded.successions})
