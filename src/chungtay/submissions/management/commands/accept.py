"""`chungtay accept`: take a report that was handed in, or send it back with a reason."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import structure
from chungtay.submissions.actions import accept_submission, return_submission
from chungtay.submissions.management.asking import person_who_may
from chungtay.submissions.queries.closing import closed_through
from chungtay.submissions.queries.submissions import submission_page

_NONE = gettext_noop("Không có báo cáo số %(number)s.")


class Command(HouseCommand):
    help = "Tiếp nhận một báo cáo đã gửi, hoặc trả lại kèm lý do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--submission", type=int, required=True, metavar="ID", help=gettext("số của báo cáo đã gửi")
        )
        parser.add_argument("--return", dest="back", metavar="REASON", help=gettext("trả lại, vì lý do này"))
        parser.add_argument("--by", required=True, metavar="LOGIN", help=gettext("người tiếp nhận"))
        self.add_json(parser)

    def handle(self, *_args: Any, submission: int, back: str | None, by: str, json: bool, **_options: Any) -> None:
        at, known = timezone.now(), structure()
        on = timezone.localdate(at)
        page = submission_page(submission, on, known)
        if page is None:
            raise Refusal(_NONE, number=submission)
        receiver = known.units_of([page.round.type.unit_id], on)[page.round.type.unit_id]
        user = person_who_may(by, receiver, on)
        if back is None:
            row = accept_submission(by=user, at=at, submission_id=submission)
        else:
            row = return_submission(by=user, at=at, submission_id=submission, reason=back)
        if json:
            closed = closed_through(row.unit_id)
            self.answer({"submission": row.pk, "unit": page.unit.code, "state": row.state, "closed_through": closed})
            return
        said = gettext("Đã tiếp nhận.") if back is None else gettext("Đã trả lại.")
        self.stdout.write(f"{page.round.type.name}, {page.period}, {page.unit.name}: {said}")
