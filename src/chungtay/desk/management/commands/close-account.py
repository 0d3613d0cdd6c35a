"""`chungtay close-account LOGIN`: nobody signs in with it any more; `--reopen` opens it again."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.accounts.actions import close_account, open_account
from chungtay.accounts.queries import user_by_login
from chungtay.design.management.base import HouseCommand


class Command(HouseCommand):
    help = "Đóng tài khoản của một người: mọi phiên đăng nhập kết thúc, không đăng nhập lại được; dữ liệu vẫn còn."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("login", metavar="LOGIN", help="tên đăng nhập: số điện thoại hoặc thư điện tử")
        parser.add_argument("--reopen", action="store_true", help="mở lại tài khoản đã đóng")

    def handle(self, *args: Any, **options: Any) -> None:
        user, is_open = user_by_login(options["login"]), options["reopen"]
        (open_account if is_open else close_account)(by=None, at=timezone.now(), user=user)
        if options["json"]:
            self.answer({"login": user.login, "open": is_open})
            return
        words = _("Đã mở lại tài khoản %(login)s.") if is_open else _("Đã đóng tài khoản %(login)s.")
        self.stdout.write(words % {"login": user.login})
