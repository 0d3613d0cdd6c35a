"""`chungtay work`: what takes longer than a page may, done beside the site."""

import os
import signal
import time
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from chungtay.aid.actions import close_abandoned
from chungtay.callboard.tasks import call_on, keep_calling
from chungtay.design.management.base import HouseCommand
from chungtay.intake import actions
from chungtay.intake.queries.drafts import anything_waits, silent_drafts, waiting_steps
from chungtay.intake.rules.states import DraftState
from chungtay.intake.tasks import check_file, post_file

SECONDS: Final = 1.0  # between two looks for work; a look reads one row and locks nothing
SILENCE: Final = timedelta(minutes=2)  # a step of which nothing was heard so long has lost its worker
ROUNDS: Final = 60  # looks between two looks for such steps
DAY: Final = 24 * 3600  # looks between two looks for photos of no record


class Command(HouseCommand):
    help = "Làm các việc chạy nền (nhập tệp dài) cho đến khi bị dừng; serve tự chạy lệnh này."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            self._take_up(SILENCE if not once else timedelta(0))
            if once:
                call_on()
            else:  # no file may make donors wait
                Thread(target=keep_calling, args=(Event(),), daemon=True).start()
            self._work(once)

    def _work(self, once: bool) -> None:
        rounds, parent = 0, os.getppid()
        while os.getppid() == parent:  # until whoever started it is gone
            try:
                if anything_waits():
                    call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
                if rounds % DAY == 0:
                    close_abandoned(by=None, at=timezone.now())
                rounds += 1
                if rounds % ROUNDS == 0:
                    self._take_up(SILENCE)
            except OperationalError as error:  # locked for long, or the server is away: what waits goes on waiting
                self.progress(str(error))
            if once:
                return
            close_old_connections()
            time.sleep(SECONDS)

    def _take_up(self, silence: timedelta) -> None:
        """Put the steps that lost their worker, or never met one, back to the others; put expired files away.

        Of the portal, what editors set for a moment that has come is published or taken away.
        """
        at = timezone.now()
        try:
            call_command("publish_scheduled", verbosity=0)
        except ValidationError as error:  # a page that cannot be as it was written: the files do not wait for it
            self.progress(str(error))
        actions.close_expired(by=None, at=at)
        waiting = waiting_steps()
        for draft in silent_drafts(at - silence):
            task = post_file if draft.state == DraftState.POSTING else check_file
            if (task.module_path, draft.pk) not in waiting:
                task.enqueue(draft.pk)
