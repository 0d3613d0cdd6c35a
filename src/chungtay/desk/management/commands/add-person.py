"""`chungtay add-person LOGIN`: an account with a role, its password shown once."""

import secrets
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.desk.actions import add_person
from chungtay.organizations.rules import ROLE_NAMES, Role


class Command(HouseCommand):
    help = "Lập tài khoản cho một người, có vai trò trong một đơn vị hoặc cụm; mật khẩu được in ra một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("login", metavar="LOGIN", help="số điện thoại hoặc thư điện tử dùng để đăng nhập")
        parser.add_argument("--name", required=True, help="họ và tên")
        parser.add_argument("--of", required=True, metavar="CODE", help="mã đơn vị hoặc cụm")
        words = ", ".join(f"{role.value}: {word}" for role, word in ROLE_NAMES.items())
        parser.add_argument("--role", required=True, choices=[role.value for role in Role], help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        at, password = timezone.now(), secrets.token_urlsafe(9)
        user = add_person(
            by=None, at=at, on=timezone.localdate(at), login=options["login"], password=password, name=options["name"],
            role=Role(options["role"]), of=options["of"],
        )  # fmt: skip
        if options["json"]:
            self.answer({"login": user.login, "password": password, "role": options["role"], "unit": options["of"]})
            return
        self.stdout.write(
            _("Đã lập tài khoản %(login)s, mật khẩu %(password)s (hãy đổi ngay sau khi đăng nhập lần đầu).")
            % {"login": user.login, "password": password}
        )
