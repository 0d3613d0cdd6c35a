"""`chungtay import FILE`: a workbook into the ledger."""

import gc
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import Exit, HouseCommand, IntegrityFailure
from chungtay.design.templatetags.writing import number, say
from chungtay.exchange.actions import import_workbook
from chungtay.exchange.actions.posting import BrokenControl
from chungtay.exchange.formats.ahead import taken
from chungtay.exchange.formats.writing import xlsx_bytes
from chungtay.exchange.management.files import bytes_of, check_target, news, write_bytes
from chungtay.exchange.queries.refusals import refused_pages
from chungtay.exchange.rules.outcomes import ImportResult, RowFlag
from chungtay.exchange.rules.problems import Problem
from chungtay.kernel.errors import Refusal
from chungtay.ledger.rules import FlagKind

SHOWN = 50


class Command(HouseCommand):
    help = "Nhập một tệp XLSX hoặc CSV: kiểm tra cả tệp rồi ghi, hoặc từ chối từng ô."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("file", metavar="FILE", help="tệp .xlsx hoặc .csv")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
        parser.add_argument("--partial", action="store_true", help="ghi các dòng đúng, trả lại các dòng sai")
        parser.add_argument("--errors", metavar="OUT.xlsx", help="ghi các dòng sai ra tệp, mỗi ô sai một ghi chú")

    def handle(self, *args: Any, **options: Any) -> None:
        gc.disable()  # a file makes millions of objects that live until it is posted, and no cycles
        try:
            result = self._imported(options)
        except BrokenControl as broken:
            raise broken_answer(broken) from None
        except Refusal as refusal:
            result = ImportResult.of_nothing(Problem(options["file"], 0, None, "", refusal))
        finally:
            gc.enable()
        if options["json"]:
            self.answer(as_json(result))
        else:
            self.stdout.write(as_text(result))
        if result.problems and not result.posted:
            sys.exit(Exit.REFUSED)

    def _imported(self, options: dict[str, Any]) -> ImportResult:
        at, errors = timezone.now(), options["errors"]
        if errors:
            check_target(errors, [".xlsx"], options["file"])
        name = Path(options["file"]).name
        begun = taken(options["file"])
        data = begun.data if begun else bytes_of(options["file"])
        result = import_workbook(
            by=None, at=at, on=timezone.localdate(at), data=data, name=name, dry_run=options["dry_run"],
            partial=options["partial"], progress=news(self.progress), sheets=begun.sheets if begun else None,
            alone=True,
        )  # fmt: skip
        if errors and result.problems:
            self._hand_back(errors, xlsx_bytes(refused_pages(data, name, result.problems, say)), result)
        return result

    def _hand_back(self, path: str, data: bytes, result: ImportResult) -> None:
        """Write the refused rows; once the good ones are posted a full disk changes no answer."""
        try:
            write_bytes(path, data)
        except Refusal as refusal:
            if not result.posted:
                raise
            self.progress(say(refusal))


def broken_answer(broken: BrokenControl) -> IntegrityFailure:
    """Control totals that disagree, as an answer."""
    totals = {c: {"before": b, "delta": d, "after": a} for c, (b, d, a) in broken.totals.items()}
    message = _("Tổng kiểm soát không khớp, không ghi gì: %(what)s") % {"what": broken}
    return IntegrityFailure(message, {"error": {"message": message}, "posted": False, "totals": totals})


def as_json(result: ImportResult) -> dict[str, Any]:
    """The answer as one object."""
    sheets = {problem.sheet for problem in result.problems}
    return {
        "id": result.id,
        "rows": result.rows,
        "accepted": result.accepted,
        "corrected": result.corrected,
        "already": result.already,
        "refused": result.refused,
        "posted": result.posted,
        "totals": {c: {"before": t.before, "delta": t.delta, "after": t.after} for c, t in result.totals.items()},
        "errors": [refused_cell(problem, len(sheets) > 1) for problem in result.problems],
    }


def refused_cell(problem: Problem, with_sheet: bool) -> dict[str, Any]:
    """One refused cell; row 0 is the file itself."""
    told = {"row": problem.row, "column": problem.heading, "message": say(problem.refusal)}
    return {"sheet": problem.sheet, **told} if with_sheet else told


def as_text(result: ImportResult) -> str:
    """The answer for people."""
    counts = {name: number(getattr(result, name)) for name in ("rows", "accepted", "corrected", "already", "refused")}
    head = _("Đã ghi") if result.posted else _("Chưa ghi gì")
    lines = [
        f"{head}: "
        + _("%(accepted)s dòng mới, %(corrected)s dòng sửa, %(already)s dòng đã có, %(refused)s dòng bị từ chối"
            " (trong %(rows)s dòng).") % counts
    ]  # fmt: skip
    if result.id:
        lines.append(_("Lần nhập số %(id)s; hoàn tác: chungtay undo-import %(id)s") % {"id": result.id})
    lines += [_("  %(code)s: tính theo %(unit)s") % {"code": c, "unit": unit} for c, unit in result.scales.items()]
    lines += [
        f"  {code}: {number(t.before)} → {number(t.after)} ({'+' if t.delta > 0 else ''}{number(t.delta)})"
        for code, t in result.totals.items()
        if t.delta
    ]
    lines += [flag_text(flag) for flag in result.flagged[:SHOWN]]
    lines += [
        _("Dòng %(row)s, cột %(column)s: %(message)s")
        % {"row": p.row, "column": p.heading or "—", "message": say(p.refusal)}
        for p in result.problems[:SHOWN]
    ]
    if len(result.problems) > SHOWN:
        rest = number(len(result.problems) - SHOWN)
        lines.append(_("... và %(rest)s lỗi khác (--json hoặc --errors cho đủ).") % {"rest": rest})
    return "\n".join(lines)


def flag_text(flag: RowFlag) -> str:
    """A declaration that does not fit, in words."""
    said = {
        "what": _("Dòng %(row)s") % {"row": flag.row} if flag.row else _("Số đã khai trước"),
        "unit": flag.unit, "code": flag.indicator, "value": _amount(flag.value, flag.scale), "beneath": _amount(flag.beneath, flag.scale),
        "span": _span(flag.first, flag.last), "other": flag.other_unit,
    }  # fmt: skip
    if flag.kind == FlagKind.ABOVE_DETAIL:
        return _("%(what)s: %(code)s của %(unit)s (%(span)s) khai %(value)s, số chi tiết đã là %(beneath)s.") % said
    said["other_span"] = _span(flag.other_first, flag.other_last)
    return (
        _(
            "%(what)s: %(code)s của %(unit)s (%(span)s) chéo với số đã khai của %(other)s (%(other_span)s), chưa được tính."
        )
        % said
    )


def _span(first: date | None, last: date | None) -> str:
    return f"{first:%m/%Y} - {last:%m/%Y}" if first and last else "?"


def _amount(value: int, scale: int) -> str:
    return str(Decimal(value).scaleb(-scale)).replace(".", ",") if scale else number(value)
