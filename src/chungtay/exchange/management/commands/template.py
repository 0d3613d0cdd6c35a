"""`chungtay template OUT.xlsx`: an empty workbook to fill in."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.exchange.formats.writing import xlsx_bytes
from chungtay.exchange.management.files import check_target, write_bytes
from chungtay.exchange.queries.templates import template_pages


class Command(HouseCommand):
    help = "Tạo tệp XLSX mẫu có danh sách chọn; với --unit thêm bảng tháng × chỉ tiêu của đơn vị."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("out", metavar="OUT.xlsx", help="tệp sẽ ghi")
        parser.add_argument("--unit", metavar="CODE", help="mã đơn vị")
        parser.add_argument("--declaration", action="store_true", help="mẫu số tổng hợp thay cho mẫu bản ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        check_target(options["out"], [".xlsx"])
        pages = template_pages(timezone.localdate(), options["unit"], declaration=options["declaration"])
        write_bytes(options["out"], xlsx_bytes(pages))
        if options["json"]:
            self.answer({"file": options["out"], "sheets": [page.name for page in pages]})
        else:
            self.stdout.write(_("Đã tạo %(file)s.") % {"file": options["out"]})
