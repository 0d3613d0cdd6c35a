"""`chungtay export OUT`: what stands in the ledger, as a workbook that can be read in again."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand, a_day
from chungtay.design.templatetags.writing import number
from chungtay.exchange.formats.writing import csv_bytes, xlsx_bytes
from chungtay.exchange.management.files import check_target, write_bytes
from chungtay.exchange.queries.exports import export_page


class Command(HouseCommand):
    help = "Xuất bản ghi và số tổng hợp ra XLSX hoặc CSV (theo đuôi tệp); nhập lại tệp này không đổi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("out", metavar="OUT", help="tệp .xlsx hoặc .csv")
        parser.add_argument("--of", action="append", required=True, metavar="CODE", help="đơn vị hoặc cụm (nhiều lần)")
        parser.add_argument("--from", dest="first", type=a_day, required=True, metavar="D", help="từ ngày")
        parser.add_argument("--to", dest="last", type=a_day, required=True, metavar="D", help="đến hết ngày")

    def handle(self, *args: Any, **options: Any) -> None:
        out: str = options["out"]
        check_target(out, [".xlsx", ".csv"])
        as_text = out.lower().endswith(".csv")
        page = export_page(options["of"], options["first"], options["last"], written=as_text)
        write_bytes(out, csv_bytes(page) if as_text else xlsx_bytes([page]))
        rows = len(list(page.rows))
        if options["json"]:
            self.answer({"file": out, "rows": rows})
        else:
            self.stdout.write(_("Đã xuất %(rows)s dòng ra %(file)s.") % {"rows": number(rows), "file": out})
