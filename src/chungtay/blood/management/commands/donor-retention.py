"""`chungtay donor-retention`: donors who were in no contact for long, and wishes to be erased that are late."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.blood import actions, queries
from chungtay.design.management.base import HouseCommand


class Command(HouseCommand):
    """Says numbers alone, never who. With --erase those of long ago are erased; a wish is carried out by a coordinator."""

    help = "Kể hồ sơ hiến máu đã lâu không liên hệ và đề nghị xóa quá hạn; --erase thì xóa hồ sơ đã lâu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--erase", action="store_true", help=_("xóa hồ sơ đã lâu không liên hệ"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        old, late = queries.donors_forgotten(at), queries.erasures_late(at)
        erased = actions.erase_forgotten(by=None, at=at) if options["erase"] else 0
        if options["json"]:
            self.answer({"forgotten": old, "late": late, "erased": erased})
            return
        told = {"old": " ".join(map(str, old)) or "–", "late": " ".join(map(str, late)) or "–", "erased": erased}
        self.stdout.write(_("Lâu không liên hệ: %(old)s. Đề nghị xóa quá hạn: %(late)s. Đã xóa: %(erased)s.") % told)
