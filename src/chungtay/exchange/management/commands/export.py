"""`chungtay export OUT`: what stands in the ledger, as a workbook that can be read in again."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from chungtay.design.templatetags.writing import number
from chungtay.exchange.formats import csv_bytes, xlsx_bytes
from chungtay.exchange.management.answers import AnsweringCommand, write_bytes
from chungtay.exchange.queries.exports import export_page


class Command(AnsweringCommand):
    help = "Xuất bản ghi và số tổng hợp ra XLSX hoặc CSV (theo đuôi tệp); nhập lại tệp này không đổi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("out", metavar="OUT", help="tệp .xlsx hoặc .csv")
        parser.add_argument("--of", action="append", required=True, metavar="CODE", help="đơn vị hoặc cụm (nhiều lần)")
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="D", help="từ ngày")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="D", help="đến ngày")

    def run(self, **options: Any) -> None:
        out: str = options["out"]
        written = out.lower().endswith(".csv")
        page = export_page(options["of"], options["first"], options["last"], written=written)
        write_bytes(out, csv_bytes(page) if written else xlsx_bytes([page]))
        rows = len(list(page.rows))
        self.answer({"file": out, "rows": rows}, f"Đã xuất {number(rows)} dòng ra {out}.")
