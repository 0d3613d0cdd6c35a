"""`chungtay demo`: load the demonstration chapter, print its review, write it, and serve the site."""

import sys
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.demonstration.actions import correct_passwords, load_demonstration, open_news
from chungtay.demonstration.actions.loading import DEFAULT_SEED
from chungtay.demonstration.formats import committed
from chungtay.demonstration.management.keeping import keep_passwords, kept_passwords, new_passwords, write_report
from chungtay.design.management.base import HouseCommand, alone
from chungtay.desk.management.commands import serve
from chungtay.documents.formats import Format, written
from chungtay.documents.rules import Review
from chungtay.organizations.queries import unit_on
from chungtay.organizations.rules import ROLE_NAMES, Role
from chungtay.reports.queries import review

HOST = "127.0.0.1"
FILES = (Format.DOCX, Format.PDF, Format.HTML, Format.XLSX)


class Command(HouseCommand):
    help = "Nạp đơn vị minh họa, in và ghi báo cáo giao ban của Cụm thi đua số 2, rồi phục vụ trang web trên máy này."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="không phục vụ trang web, chỉ nạp và ghi báo cáo")
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, metavar="N", help="hạt giống của dữ liệu minh họa"
        )
        parser.add_argument(
            "--port", type=serve.a_port, default=8000, help="cổng; đang bận thì lấy cổng trống tiếp theo"
        )
        self.add_json(parser)

    def handle(self, *_args: Any, no_serve: bool, seed: int, port: int, json: bool, **_options: Any) -> None:
        chapter = committed("chapter.json")
        with alone():
            passwords = self._loaded(chapter, seed)
        self.progress(_("Lập báo cáo …"))
        told = _review_of(chapter)
        files = [self._written(told, chapter, form) for form in FILES]
        accounts = [_account(person, passwords) for person in chapter["people"]]
        port = next(number for number in count(port) if serve.is_free(HOST, number))
        if json:
            self.answer({"url": f"http://{HOST}:{port}/", "accounts": accounts, "files": [str(path) for path in files]})
        else:
            self._print(
                told,
                files,
                f"http://{HOST}:{port}{reverse('portal_front')}",
                [_told(person, passwords, chapter) for person in chapter["people"]],
            )
        if no_serve:
            self.progress(_("Mở trang web: make run, hoặc chungtay serve"))
        else:
            self.stdout.flush()
            serve.Command(stdout=sys.stderr if json else sys.stdout).handle(host=HOST, port=port)

    def _loaded(self, chapter: dict[str, Any], seed: int) -> dict[str, str]:
        """Load what is not there yet; the passwords of the people, which are kept after the load has succeeded."""
        kept, now = kept_passwords(settings.HOME), timezone.now()
        passwords = kept or new_passwords(person["login"] for person in chapter["people"])
        loaded = load_demonstration(by=None, at=now, passwords=passwords, seed=seed, progress=self.progress)
        if kept is None:
            if not loaded.new:
                correct_passwords(at=now, passwords=passwords)
            keep_passwords(settings.HOME, passwords)
        self.progress(_("Mở cổng thông tin minh họa …"))
        open_news(by=None, at=now)
        return passwords

    def _written(self, told: Review, chapter: dict[str, Any], form: Format) -> Path:
        name = f"{chapter['cluster']['code'].replace('/', '-')}-{chapter['meetings'][-1]['last']}.{form}"
        return write_report(Path(settings.HOME) / "reports", f"bao-cao-{name}", written(told, form))

    def _print(self, told: Review, files: list[Path], portal: str, accounts: list[tuple[str, ...]]) -> None:
        self.stdout.write(_("Báo cáo giao ban của cụm, bằng tiếng Việt như mọi văn bản của Hội:"))
        self.stdout.write("")
        self.stdout.write(written(told, Format.MD).decode())
        self.stdout.write(_("Báo cáo trên đã ghi ra:"))
        for path in files:
            self.stdout.write(f"  {path}")
        self.stdout.write("")
        self.stdout.write(_("Cổng thông tin minh họa (mở khi trang web chạy): %(address)s") % {"address": portal})
        self.stdout.write("")
        self.stdout.write(_("Tài khoản dùng thử (dữ liệu minh họa):"))
        heads = (_("Tên đăng nhập"), _("Mật khẩu"), _("Vai trò"), _("Đơn vị"))
        widths = [max(len(row[i]) for row in (heads, *accounts)) for i in range(len(heads))]
        for row in (heads, *accounts):
            self.stdout.write(
                "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            )
        self.stdout.write("")


def _review_of(chapter: dict[str, Any]) -> Review:
    first, last = (date.fromisoformat(chapter["meetings"][-1][day]) for day in ("first", "last"))
    return review(of=chapter["cluster"]["code"], first=first, last=last)


def _account(person: dict[str, str], passwords: dict[str, str]) -> dict[str, str]:
    return {
        "role": person["role"],
        "login": person["login"],
        "password": passwords[person["login"]],
        "unit": person.get("cluster") or person["unit"],
    }


def _told(person: dict[str, str], passwords: dict[str, str], chapter: dict[str, Any]) -> tuple[str, ...]:
    """Login, password, role, and where the person works as it is called when the review is held."""
    unit = unit_on(person.get("unit", ""), date.fromisoformat(chapter["meetings"][-1]["last"]))
    where = unit.name if unit else chapter["cluster"]["name"]
    return person["login"], passwords[person["login"]], _(ROLE_NAMES[Role(person["role"])]), where
