"""`chungtay meeting-paper --meeting ID|latest --format docx|pptx|pdf --out PATH`: the paper of a meeting, or its slides."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.meetings.queries import meeting_page, meeting_row
from chungtay.organizations.queries import structure
from chungtay.papers.formats import PaperFormat, paper_bytes
from chungtay.papers.queries import latest_meeting, meeting_material
from chungtay.papers.rules import compose_chair_page, compose_deck, compose_minutes, compose_notice, compose_paper
from chungtay.reports.management.commands.report import check_path, write_file
from chungtay.scrutiny.templatetags.check_words import warning_words

LATEST = "latest"
PAPERS = {"paper": compose_paper, "chair": compose_chair_page, "minutes": compose_minutes, "notice": compose_notice}
_NONE = gettext_noop("Không có hội nghị “%(given)s”.")
_SLIDES = gettext_noop("Chỉ tài liệu hội nghị có bản trình chiếu (pptx).")


class Command(HouseCommand):
    help = "Lập tài liệu hội nghị, bản trình chiếu, phiếu điều hành, biên bản, thông báo kết luận."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--meeting", required=True, metavar="ID", help="số của hội nghị, hoặc latest: mới nhất")
        parser.add_argument("--format", required=True, choices=[f.value for f in PaperFormat], help="định dạng")
        parser.add_argument("--out", required=True, type=Path, metavar="PATH", help="tệp sẽ ghi")
        parser.add_argument(
            "--paper", choices=list(PAPERS), default="paper",
            help="paper: tài liệu; chair: phiếu điều hành; minutes: biên bản; notice: thông báo kết luận",
        )  # fmt: skip
        self.add_json(parser)

    def handle(self, *_args: Any, json: bool, **options: Any) -> None:
        check_path(options["out"])
        form, paper, given = PaperFormat(options["format"]), options["paper"], options["meeting"]
        if form == PaperFormat.PPTX and paper != "paper":
            raise Refusal(_SLIDES)
        found = latest_meeting() if given == LATEST else int(given) if given.isdecimal() else None
        row = meeting_row(found) if found is not None else None
        if row is None:
            raise Refusal(_NONE, given=given)
        known = structure()
        material = meeting_material(meeting_page(row, timezone.localdate(), known, counted=False), known, warning_words)
        told = compose_deck(material) if form == PaperFormat.PPTX else PAPERS[paper](material)
        content = paper_bytes(told, form)
        write_file(options["out"], content)
        if json:
            self.answer({"path": str(options["out"]), "format": form, "meeting": row.pk, "bytes": len(content)})
        else:
            self.stdout.write(f"Đã ghi {options['out']}.")
