"""`chungtay send-digests`: notices go out, by letter once a day and to browsers at once."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.notifications.actions import notify_by_mail, notify_by_push


class Command(HouseCommand):
    help = "Gửi thư tóm tắt hằng ngày và thông báo đẩy đang chờ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, default=0, help="lặp lại sau ngần ấy giây, cho đến khi dừng")

    def handle(self, *_args: Any, every: int, **_options: Any) -> None:
        while True:
            at = timezone.now()
            pushed, mailed = notify_by_push(at=at), 0
            if timezone.localtime(at).hour >= settings.CHUNGTAY_DIGEST_HOUR or not every:
                mailed = notify_by_mail(at=at, on=timezone.localdate(at))
            if not every:
                self.stdout.write(
                    _("Đã gửi %(mailed)s thư, %(pushed)s thông báo đẩy.") % {"mailed": mailed, "pushed": pushed}
                )
                return
            connection.close()
            time.sleep(every)
