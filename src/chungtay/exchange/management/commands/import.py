"""`chungtay import FILE`: a workbook into the ledger."""

import gc
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from chungtay.design.templatetags.writing import number, say
from chungtay.exchange.actions import import_workbook
from chungtay.exchange.actions.posting import BrokenControl
from chungtay.exchange.formats import xlsx_bytes
from chungtay.exchange.management.answers import BROKEN, REFUSED, AnsweringCommand, bytes_of, write_bytes
from chungtay.exchange.queries.refusals import refused_pages
from chungtay.exchange.rules.outcomes import ImportResult
from chungtay.exchange.rules.problems import Problem
from chungtay.kernel.errors import Refusal

SHOWN = 50
SELDOM = (100_000, 50, 100)  # a file makes millions of objects that all live until it is posted: look for waste seldom


class Command(AnsweringCommand):
    help = "Nhập một tệp XLSX hoặc CSV: kiểm tra cả tệp rồi ghi, hoặc từ chối từng ô."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", help="tệp .xlsx hoặc .csv")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
        parser.add_argument("--partial", action="store_true", help="ghi các dòng đúng, trả lại các dòng sai")
        parser.add_argument("--errors", metavar="OUT.xlsx", help="ghi các dòng sai ra tệp, mỗi ô sai một ghi chú")

    def run(self, **options: Any) -> None:
        gc.set_threshold(*SELDOM)
        name = Path(options["file"]).name
        at, on = self.now()
        try:
            data = bytes_of(options["file"])
            result = import_workbook(
                by=None, at=at, on=on, data=data, name=name, dry_run=options["dry_run"], partial=options["partial"],
                progress=self.news(),
            )  # fmt: skip
        except BrokenControl as broken:
            self._broken(broken)
            return
        except Refusal as refusal:
            self._tell(ImportResult.of_nothing(Problem(name, 0, None, "", refusal)))
            return
        if options["errors"] and result.problems:
            write_bytes(options["errors"], xlsx_bytes(refused_pages(data, name, result.problems, say)))
        self._tell(result)

    def _tell(self, result: ImportResult) -> None:
        refused = bool(result.problems) and not result.posted
        self.answer(as_json(result), as_text(result), REFUSED if refused else 0)

    def _broken(self, broken: BrokenControl) -> None:
        totals = {c: {"before": b, "delta": d, "after": a} for c, (b, d, a) in broken.totals.items()}
        text = f"Tổng kiểm soát không khớp, không ghi gì: {broken}"
        self.answer({"error": text, "posted": False, "totals": totals}, text, BROKEN)


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
        "errors": [error(problem, len(sheets) > 1) for problem in result.problems],
        "scales": result.scales,
    }


def error(problem: Problem, with_sheet: bool) -> dict[str, Any]:
    """One refused cell."""
    told = {"row": problem.row, "column": problem.heading, "message": say(problem.refusal)}
    return {"sheet": problem.sheet, **told} if with_sheet else told


def as_text(result: ImportResult) -> str:
    """The answer for people."""
    head = "Đã ghi" if result.posted else "Chưa ghi gì"
    lines = [
        f"{head}: {number(result.accepted)} dòng mới, {number(result.corrected)} dòng sửa,"
        f" {number(result.already)} dòng đã có, {number(result.refused)} dòng bị từ chối"
        f" (trong {number(result.rows)} dòng)." + (f" Lần nhập số {result.id}." if result.id else "")
    ]
    lines += [f"  {code}: tính theo {unit}" for code, unit in result.scales.items()]
    lines += [
        f"  {code}: {number(t.before)} → {number(t.after)} ({'+' if t.delta >= 0 else ''}{number(t.delta)})"
        for code, t in result.totals.items()
        if t.delta
    ]
    lines += [f"Dòng {p.row}, cột {p.heading or '—'}: {say(p.refusal)}" for p in result.problems[:SHOWN]]
    if len(result.problems) > SHOWN:
        lines.append(f"... và {number(len(result.problems) - SHOWN)} lỗi khác (--json hoặc --errors cho đủ).")
    return "\n".join(lines)
