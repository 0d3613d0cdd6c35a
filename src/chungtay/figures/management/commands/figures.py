"""`chungtay figures`: the one query behind every number, on the command line."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand
from chungtay.figures.management.asking import add_question, known_at, question_of
from chungtay.figures.queries import By, Figure, figures
from chungtay.kernel.numbers import scaled
from chungtay.ledger.queries.head import open_imports

STATES = {"zero": "không phát sinh", "not_reported": "chưa báo cáo", "not_applicable": "không áp dụng",
          "not_enough": "không đủ căn cứ"}  # fmt: skip
UNFINISHED = "Đang có lượt nhập dữ liệu chưa xong; số liệu còn có thể thay đổi."


class Command(HouseCommand):
    help = "Số liệu của đơn vị hoặc cụm trong một kỳ."

    def add_arguments(self, parser: CommandParser) -> None:
        add_question(parser)
        parser.add_argument("--indicator", action="append", default=[], metavar="CODE", help="mã chỉ tiêu")
        parser.add_argument("--by", choices=[b.value for b in By], help="chia theo")
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        question = question_of(options, options["indicator"], options["by"])
        found = figures(question)
        if not options["json"]:
            lines = [_line(figure) for figure in found] or [gettext("Không có số liệu nào trong kỳ này.")]
            self.stdout.write("\n".join(lines + [UNFINISHED] * bool(question.known_seq is None and open_imports())))
            return
        period, told = {"from": question.first, "to": question.last}, [_as_told(figure) for figure in found]
        self.answer({"of": list(question.of), "period": period, "known_at": known_at(question), "figures": told})


def _as_told(figure: Figure) -> dict[str, Any]:
    return {k: v for k, v in asdict(figure).items() if k not in ("label", "field")}


def _line(figure: Figure) -> str:
    said = STATES.get(figure.state) or scaled(figure.value or 0, figure.scale)
    key = f" [{figure.key or '-'}]" if figure.key else ""
    missing = f"; chưa báo cáo: {', '.join(figure.missing)}" if figure.missing else ""
    return f"{figure.name}{key}: {said} ({figure.reported}/{figure.expected} đơn vị{missing})"
