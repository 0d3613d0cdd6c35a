"""`chungtay blood-list-retention`: lists that nobody recorded and people who were not found, kept for too long."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.bloodlists.actions import close_expired_lists
from chungtay.design.management.base import HouseCommand


class Command(HouseCommand):
    help = "Bỏ danh sách chưa ghi và thông tin người chưa gắn đã quá hạn giữ."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        lists, people = close_expired_lists(by=None, at=timezone.now())
        if options["json"]:
            self.answer({"lists": lists, "people": people})
        else:
            self.stdout.write(_("Đã bỏ %(lists)s danh sách, %(people)s dòng.") % {"lists": lists, "people": people})
