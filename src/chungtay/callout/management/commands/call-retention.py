"""`chungtay call-retention`: what old call-outs looked at, of donors' health, and its end."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.callout.actions import erase_snapshots
from chungtay.callout.queries.replaying import old_snapshots
from chungtay.design.management.base import HouseCommand


class Command(HouseCommand):
    """Says numbers alone. The worker does the same as --erase every night."""

    help = "Đếm căn cứ của các đợt gọi máu đã quá hạn lưu; --erase thì xóa, thứ tự gọi và diễn biến còn lại."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--erase", action="store_true", help=_("xóa căn cứ đã quá hạn lưu"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        told = {"days": settings.CHUNGTAY_CALL_DAYS}
        told["old"] = old_snapshots(at - timedelta(days=told["days"])).count()
        told["erased"] = erase_snapshots(by=None, at=at) if options["erase"] else 0
        if options["json"]:
            self.answer(told)
            return
        self.stdout.write(_("Căn cứ lưu quá %(days)s ngày: %(old)s. Đã xóa: %(erased)s.") % told)
