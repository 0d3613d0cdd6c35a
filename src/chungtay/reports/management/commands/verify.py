"""`chungtay verify`: the chain hashed again, every cache rebuilt and compared, published reviews held against both."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand, IntegrityFailure
from chungtay.reports.actions import verify_book


class Command(HouseCommand):
    help = (
        "Kiểm tra sổ: chuỗi băm, các bảng tổng hợp, số dư của số tổng hợp, bộ chốt chỉ ghi thêm, báo cáo đã phát hành."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify_book(by=None, at=timezone.now())
        if not found.ok:
            lines = [gettext("Sổ không khớp. Chi tiết kỹ thuật, cho người quản trị máy chủ:"), *found.mismatches]
            raise IntegrityFailure("\n".join(lines), asdict(found))
        if options["json"]:
            self.answer(asdict(found))
            return
        self.stdout.write(
            gettext("Sổ khớp: %(entries)s bút toán, %(facts)s số, chuỗi kết thúc ở %(chain)s.")
            % {"entries": found.entries, "facts": found.facts, "chain": found.chain[:16]}
        )
