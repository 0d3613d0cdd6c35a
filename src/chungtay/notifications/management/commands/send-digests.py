"""`chungtay send-digests`: notices go out, by letter once a day and to browsers at once."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.notifications.actions import notify_by_mail, notify_by_push


class Command(HouseCommand):
    help = "Gửi thư tóm tắt hằng ngày và thông báo đẩy đang chờ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, default=0, help="lặp lại sau ngần ấy giây, cho đến khi dừng")

    def handle(self, *_args: Any, every: int, **_options: Any) -> None:
        if every:
            return self._again_and_again(every)
        at = timezone.now()
        sent = {"mailed": notify_by_mail(at=at, on=timezone.localdate(at)), "pushed": notify_by_push(at=at)}
        self.stdout.write(_("Đã gửi %(mailed)s thư, %(pushed)s thông báo đẩy.") % sent)
        return None

    def _again_and_again(self, every: int) -> None:
        """Until whoever started it is gone; letters from the hour that the settings name."""
        parent = os.getppid()
        while os.getppid() == parent:
            at = timezone.now()
            try:
                notify_by_push(at=at)
                if timezone.localtime(at).hour >= settings.CHUNGTAY_DIGEST_HOUR:
                    notify_by_mail(at=at, on=timezone.localdate(at))
            except DatabaseError as error:  # busy, or being restored: next time
                self.stderr.write(type(error).__name__)
            connection.close()
            time.sleep(every)
