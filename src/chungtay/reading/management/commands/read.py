"""`chungtay read FILE...`: the figures of documents, each with its place, its meaning and what does not agree."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import Exit, HouseCommand
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.reading.management.telling import as_told, lines, read
from chungtay.reading.queries.checking import check_known


class Command(HouseCommand):
    help = "Đọc số liệu trong văn bản, tệp Word, PDF, bảng tính; không ghi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help=_("tệp TXT, HTML, DOCX, PDF, XLSX, XLS, CSV"))
        parser.add_argument("--of", metavar="CODE", help=_("đơn vị hoặc cụm, nếu văn bản không nêu"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        of = check_known(options["of"]) if options["of"] else None
        told: list[dict[str, Any]] = []
        refused = False
        for path in options["files"]:
            try:
                document, reading = read(path, of, timezone.localdate())
            except Refusal as refusal:
                refused = True
                told.append({"file": path, "error": {"message": say(refusal)}})
                if not options["json"]:
                    self.stderr.write(f"{path}: {say(refusal)}", self.style.ERROR)
                continue
            told.append(as_told(path, document, reading))
            if not options["json"]:
                self.stdout.write("\n".join(lines(path, document, reading)))
        if options["json"]:
            self.answer({"documents": told})
        if refused:
            sys.exit(Exit.REFUSED)
