"""`chungtay blood-list FILE --unit CODE`: a blood centre's list recorded, all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.bloodlists import actions, queries
from chungtay.bloodlists.actions.posting import BrokenTotals
from chungtay.bloodlists.queries.checking import Verdict
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodlists.rules.states import ListState
from chungtay.design.management.base import Exit, HouseCommand, IntegrityFailure
from chungtay.design.templatetags.writing import say
from chungtay.exchange.formats import column_letter
from chungtay.exchange.management.files import bytes_of
from chungtay.exchange.rules.dates import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import structure, unit_on

NO_UNIT = gettext_noop("Không có đơn vị mã “%(code)s” vào ngày %(day)s.")

SAID = frozenset({"text", "what", "born", "year"})  # what a cell says of somebody


class _Undone(Exception):
    """Takes back what a dry run did, and a list that is refused."""


class Command(HouseCommand):
    """Answers with counts, control totals and wrong cells by their place; never with a name or a number of a phone."""

    help = "Ghi danh sách của nơi tiếp nhận máu (XLSX, CSV): cả danh sách, hoặc không dòng nào và kể từng ô sai."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help=_("tệp .xlsx hoặc .csv"))
        parser.add_argument("--unit", metavar="CODE", required=True, help=_("mã đơn vị"))
        parser.add_argument("--centre", metavar="NAME", help=_("tên nơi tiếp nhận máu"))
        parser.add_argument("--day", metavar="DAY", help=_("ngày hiến, khi danh sách không có cột ngày"))
        parser.add_argument("--dry-run", action="store_true", help=_("chỉ kiểm tra, không ghi gì"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        told: dict[str, Any] = {}
        try:
            with transaction.atomic():
                told |= _taken(options)
                if options["dry_run"] or told["refused"]:
                    raise _Undone
        except _Undone:
            told |= {"list": None, "posted": False}
        except BrokenTotals as broken:
            raise IntegrityFailure(say(broken)) from None
        told |= {"dry_run": options["dry_run"]}
        if options["json"]:
            self.answer(told)
        else:
            self.stdout.write(_as_text(told))
        if told["refused"]:
            raise SystemExit(Exit.REFUSED)


def _taken(options: dict[str, Any]) -> dict[str, Any]:
    at = timezone.now()
    on = timezone.localdate(at)
    unit = unit_on(options["unit"], on)
    if unit is None:
        raise Refusal(NO_UNIT, code=options["unit"], day=f"{on:%d/%m/%Y}")
    day = day_of(options["day"]) if options["day"] else None
    row = actions.open_list(
        by=None, at=at, on=on, unit_id=unit.id, centre=options["centre"] or _("nơi tiếp nhận máu"), name=Path(options["file"]).name,
        data=bytes_of(options["file"]), day=day,
    )  # fmt: skip
    if row.state == ListState.POSTED:
        return {"list": row.pk, "posted": False, "already_posted": True, "refused": [], "rows": row.rows, **row.outcome}
    staged = queries.staged_in(row)
    told = queries.verdict(row, staged, on, structure().descendant_ids([unit.id]))
    refused = _refused(told, staged)
    if refused:
        return {"list": None, "posted": False, "already_posted": False, "refused": refused, "rows": row.rows}
    row = actions.import_list(by=None, at=at, on=on, list_id=row.pk)
    return {"list": row.pk, "posted": True, "already_posted": False, "refused": [], "rows": row.rows, **row.outcome}


def _refused(told: Verdict, staged: Staged) -> list[dict[str, Any]]:
    columns = [_place(staged, None, index, why) for index, why in told.columns.items()]
    return columns + [_place(staged, problem.row, problem.column, problem.refusal) for problem in told.problems]


def _place(staged: Staged, row: int | None, column: int | None, why: Refusal) -> dict[str, Any]:
    letter = None if column is None else column_letter(column + staged.left)
    heading = "" if column is None else staged.headings[column]
    params = {name: "…" if name in SAID else value for name, value in why.params.items()}
    return {"row": row, "column": letter, "heading": heading, "message": say(Refusal(why.message, **params))}


def _as_text(told: dict[str, Any]) -> str:
    if told["refused"]:
        lines = [
            f"{one['column'] or ''}{one['row'] or ''} {one['heading']}: {one['message']}" for one in told["refused"]
        ]
        return "\n".join([_("Chưa ghi gì, còn %(count)s chỗ sai:") % {"count": len(lines)}, *lines])
    text = _("%(rows)s dòng: %(new)s lần hiến mới, %(linked)s đã gắn, %(already)s đã có, %(deferred)s tạm hoãn.")
    first = _("Đã ghi.") if told["posted"] else _("Chưa ghi gì: chỉ kiểm tra, hoặc đã ghi trước đây.")
    return f"{first} {text % told}"
