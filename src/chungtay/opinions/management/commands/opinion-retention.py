"""`chungtay opinion-retention`: refused and withdrawn opinions, and e-mail addresses, that were kept long enough."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.opinions.actions import erase_old_opinions


class Command(HouseCommand):
    """Says numbers alone, never who or what."""

    help = "Xóa ý kiến không hiện, ý kiến đã rút và thư điện tử đã quá hạn giữ."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        told = erase_old_opinions(by=None, at=timezone.now())
        if options["json"]:
            self.answer(told)
        else:
            self.stdout.write(_("Đã xóa %(opinions)s ý kiến, %(emails)s địa chỉ thư điện tử.") % told)
