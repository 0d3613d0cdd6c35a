"""What a call-out does by the clock, beside the site: a thread of the worker, so that no long import makes it wait."""

import logging
import time
from threading import Event
from typing import Final

from django.db import close_old_connections
from django.utils import timezone

from chungtay.callboard.actions import notify_donors, take_due_steps
from chungtay.callboard.backends import gateways
from chungtay.callout.actions import erase_snapshots

SECONDS: Final = 3.0
DAY: Final = 24 * 3600.0
_LOG = logging.getLogger(__name__)


def call_on() -> None:
    """Once: steps whose hour has come, then messages. Nothing without a gateway: who is called must be told."""
    if ways := gateways():
        take_due_steps(by=None, at=timezone.now())
        notify_donors(by=None, at=timezone.now(), ways=ways)


def keep_calling(stop: Event) -> None:
    """Again and again, until told to stop; what fails is tried again. A fault is named by its kind alone: its text may say
    whom it was about. Once a day what was kept long enough is taken away."""
    retained = 0.0
    while not stop.is_set():
        try:
            call_on()
            if not retained or time.monotonic() - retained >= DAY:
                erase_snapshots(by=None, at=timezone.now())
                retained = time.monotonic()
        except Exception as fault:
            _LOG.error("%s", type(fault).__name__)
        close_old_connections()
        stop.wait(SECONDS)
