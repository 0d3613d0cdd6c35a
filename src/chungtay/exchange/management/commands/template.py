"""`chungtay template OUT.xlsx`: an empty workbook to fill in."""

from typing import Any

from django.core.management.base import CommandParser

from chungtay.exchange.formats import xlsx_bytes
from chungtay.exchange.management.answers import AnsweringCommand, write_bytes
from chungtay.exchange.queries.templates import template_pages


class Command(AnsweringCommand):
    help = "Tạo tệp XLSX mẫu có danh sách chọn; với --unit thêm bảng tháng × chỉ tiêu của đơn vị."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("out", metavar="OUT.xlsx", help="tệp sẽ ghi")
        parser.add_argument("--unit", metavar="CODE", help="mã đơn vị")
        parser.add_argument("--declaration", action="store_true", help="mẫu số tổng hợp thay cho mẫu bản ghi")

    def run(self, **options: Any) -> None:
        _, on = self.now()
        pages = template_pages(on, options["unit"], declaration=options["declaration"])
        write_bytes(options["out"], xlsx_bytes(pages))
        self.answer({"file": options["out"], "sheets": [page.name for page in pages]}, f"Đã tạo {options['out']}.")
