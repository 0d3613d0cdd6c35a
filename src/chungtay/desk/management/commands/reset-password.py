"""`chungtay reset-password LOGIN`: prints a link by which the person sets a new password, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.accounts.actions import open_recovery_of
from chungtay.accounts.queries import user_by_login
from chungtay.design.management.base import HouseCommand
from chungtay.design.templatetags.writing import moment

HERE = "http://localhost:8000"


class Command(HouseCommand):
    help = "Lập liên kết để một người đặt lại mật khẩu, in ra một lần; gửi cho người ấy qua Zalo hoặc tin nhắn."

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_json(parser)
        parser.add_argument("login", metavar="LOGIN", help="tên đăng nhập: số điện thoại hoặc thư điện tử")
        parser.add_argument("--second-factor", action="store_true", help="tắt cả xác thực hai bước của người ấy")
        parser.add_argument("--site", default=site(), help="địa chỉ trang web để ghi vào liên kết")

    def handle(self, *args: Any, **options: Any) -> None:
        user = user_by_login(options["login"])
        link = open_recovery_of(by=None, at=timezone.now(), user=user, with_second_factor=options["second_factor"])
        address = f"{options['site'].rstrip('/')}{reverse('set_password')}?ma={link.token}"
        if options["json"]:
            self.answer({"login": user.login, "link": address, "expires_at": link.expires_at.isoformat()})
            return
        self.stdout.write(
            _("Liên kết đặt lại mật khẩu của %(login)s, dùng một lần, đến %(at)s:")
            % {"login": user.login, "at": moment(link.expires_at)}
        )
        self.stdout.write(address)


def site() -> str:
    """The address under which people reach the site, as far as the settings tell."""
    named = [host for host in settings.ALLOWED_HOSTS if host not in {"localhost", "127.0.0.1", "[::1]", "*"}]
    return f"{'https' if settings.SECURE else 'http'}://{named[0].lstrip('.')}" if named else HERE
