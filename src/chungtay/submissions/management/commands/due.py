"""`chungtay due`: which reports are due of whom, by when, and how far they are."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand, a_day
from chungtay.organizations.queries import structure
from chungtay.submissions.queries.calendar import due_below, due_of_all, round_period
from chungtay.submissions.rules.calendar import period_code
from chungtay.submissions.rules.states import DUE_NAMES


class Command(HouseCommand):
    help = "Báo cáo đến hạn: đơn vị nào, báo cáo gì, kỳ nào, hạn ngày nào, đang ở đâu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--of", metavar="CODE", help=gettext("mã đơn vị (22) hoặc mã cụm (22/cum-2)"))
        parser.add_argument("--on", type=a_day, metavar="D", help=gettext("ngày (không ghi: hôm nay)"))
        self.add_json(parser)

    def handle(self, *_args: Any, of: str | None, on: date | None, json: bool, **_options: Any) -> None:
        known, day = structure(), on or timezone.localdate()
        found = due_below(of, day, known) if of else due_of_all(day, known)
        if json:
            rows = [
                {
                    "unit": due.unit.code, "report": due.round.type.name, "period": period_code(round_period(due.round)),
                    "due_on": due.due_on or due.round.due_on, "state": due.due_state
                }
                for due in found
            ]  # fmt: skip
            self.answer({"due": rows})
            return
        for due in found:
            by_when, state = due.due_on or due.round.due_on, gettext(DUE_NAMES[due.due_state])
            said = f"{due.unit.name}: {due.round.type.name}, {round_period(due.round)} ({state})"
            self.stdout.write(f"{by_when:%d/%m/%Y}  {due.unit.code:<14} {said}")
        if not found:
            self.stdout.write(gettext("Không có báo cáo nào đến hạn."))
