"""`chungtay report`: the review of a unit or cluster, written to a file, published if asked."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand, a_day
from chungtay.documents.formats import Format, written
from chungtay.kernel.errors import Refusal, gettext_noop, reason
from chungtay.reports.actions import publish_review
from chungtay.reports.queries import file_of, review

NO_FOLDER = gettext_noop("Không ghi được tệp “%(path)s”: %(why)s.")


class Command(HouseCommand):
    help = "Lập báo cáo giao ban của đơn vị hoặc cụm; phát hành nếu có --publish."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--of", required=True, metavar="CODE", help="mã đơn vị (22) hoặc mã cụm (22/cum-2)")
        parser.add_argument("--from", dest="first", type=a_day, required=True, metavar="D", help="từ ngày")
        parser.add_argument("--to", dest="last", type=a_day, required=True, metavar="D", help="đến hết ngày")
        parser.add_argument("--format", required=True, choices=[f.value for f in Format], help="định dạng")
        parser.add_argument("--out", required=True, type=Path, metavar="PATH", help="tệp sẽ ghi")
        parser.add_argument(
            "--publish", action="store_true", help="phát hành: giữ nguyên tệp, số liệu và vị trí của sổ cái"
        )
        self.add_json(parser)

    def handle(self, *_args: Any, json: bool, **options: Any) -> None:
        check_path(options["out"])  # before anything is published
        asked = {name: options[name] for name in ("of", "first", "last")}
        publication = publish_review(by=None, at=timezone.now(), **asked) if options["publish"] else None
        form = options["format"]
        content = (file_of(publication.pk, form) or b"") if publication else written(review(**asked), form)
        write_file(options["out"], content)
        if not json:
            said = f"Đã ghi {options['out']}."
            self.stdout.write(f"{said} Đã phát hành, số {publication.pk}." if publication else said)
            return
        self.answer(
            {
                "path": str(options["out"]),
                "format": form,
                "bytes": len(content),
                "published": publication.pk if publication else None,
                "seq": publication.seq if publication else None,
            }
        )


def check_path(path: Path) -> None:
    """Raise Refusal for a path that cannot be written."""
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Refusal(NO_FOLDER, path=str(path), why=gettext("không có thư mục này, hoặc không được ghi vào đó"))


def write_file(path: Path, content: bytes) -> None:
    """Write the file. Raises Refusal where that fails."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refusal(NO_FOLDER, path=str(path), why=reason(error)) from error
