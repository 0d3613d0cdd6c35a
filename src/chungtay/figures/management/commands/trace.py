"""`chungtay trace`: the entries behind a number."""

from typing import Any

from django.core.management.base import CommandParser

from chungtay.design.management.base import HouseCommand
from chungtay.figures.management.asking import add_question, question_of
from chungtay.figures.queries import EntryLine, behind
from chungtay.kernel.numbers import scaled
from chungtay.ledger.queries import catalogue


class Command(HouseCommand):
    help = "Các bút toán đứng sau một con số; cộng lại đúng bằng số ấy."

    def add_arguments(self, parser: CommandParser) -> None:
        add_question(parser)
        parser.add_argument("--indicator", required=True, metavar="CODE", help="mã chỉ tiêu")
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = behind(question_of(options, [options["indicator"]]), options["indicator"])
        if options["json"]:
            self.answer({"entries": [_entry(line) for line in found.entries], "total": found.total})
            return
        scale = catalogue().indicators[options["indicator"]].scale
        for line in found.entries:
            self.stdout.write(
                f"{line.seq}\t{line.occurred_on:%d/%m/%Y}\t{line.unit}\t{scaled(line.value, scale)}\t{line.title}"
            )
        if found.total is not None:
            self.stdout.write(f"Cộng: {scaled(found.total, scale)}")


def _entry(line: EntryLine) -> dict[str, Any]:
    names = ("seq", "id", "occurred_on", "unit", "value", "tags", "title", "source")
    return {name: getattr(line, name) for name in names}
