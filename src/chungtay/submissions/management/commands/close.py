"""`chungtay close`: close a unit's days, and those of all below it, through a day."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand, a_day
from chungtay.organizations.queries import structure
from chungtay.submissions.actions import close_period_of
from chungtay.submissions.management.asking import person_who_may, unit_of


class Command(HouseCommand):
    help = "Khóa số liệu của một đơn vị, cùng mọi đơn vị bên dưới, đến hết một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, metavar="CODE", help=gettext("mã đơn vị"))
        parser.add_argument("--through", required=True, type=a_day, metavar="D", help=gettext("khóa đến hết ngày"))
        parser.add_argument("--by", required=True, metavar="LOGIN", help=gettext("người khóa"))
        self.add_json(parser)

    def handle(self, *_args: Any, unit: str, through: date, by: str, json: bool, **_options: Any) -> None:
        at = timezone.now()
        closed = unit_of(unit, through, structure())
        user = person_who_may(by, closed, timezone.localdate(at))
        number = close_period_of(by=user, at=at, unit_id=closed.id, through=through)
        if json:
            self.answer({"unit": closed.code, "through": through, "closed": number})
            return
        said = gettext("Đã khóa đến hết ngày %(day)s: %(count)s đơn vị có thêm ngày bị khóa.")
        self.stdout.write(said % {"day": f"{through:%d/%m/%Y}", "count": number})
