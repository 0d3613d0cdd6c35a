"""The letter of the day."""

import logging
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from chungtay.accounts.models import User
from chungtay.kernel.numbers import written
from chungtay.notifications.models import Notice, NoticeReader
from chungtay.notifications.queries import Digest, digests_due
from chungtay.notifications.rules import WORDS

LOG = logging.getLogger("django.chungtay.mail")


def notify_by_mail(*, by: User | None = None, at: datetime, on: date) -> int:
    """One letter for each person who is due one, with counts and links and nothing else; how many went out.

    A letter is taken down before it is sent, so that two who send at once send it once; what could not be sent is due
    again. Nothing where no mail server is named.
    """
    if not settings.CHUNGTAY_MAIL:
        return 0
    return sum(_sent(digest, at, on) for digest in digests_due(on))


def _sent(digest: Digest, at: datetime, on: date) -> bool:
    before = _taken(digest, at, on)
    if before is None:
        return False
    try:
        with translation.override(digest.language):
            send_mail(_subject(digest), _words(digest), None, [digest.address])
    except Exception as error:  # whatever a mail server does; an address must not land in the log
        LOG.error("a letter with notices was not sent: %s", type(error).__name__)
        _given_back(digest, before)
        return False
    return True


@transaction.atomic
def _taken(digest: Digest, at: datetime, on: date) -> tuple[date | None] | None:
    """Note that the letter goes out; the day of the one before, or None where somebody else sends it."""
    NoticeReader.objects.get_or_create(user=digest.user)
    reader = NoticeReader.objects.select_for_update().get(user=digest.user)
    if reader.digested_on is not None and reader.digested_on >= on:
        return None
    NoticeReader.objects.filter(pk=reader.pk).update(digested_on=on)
    Notice.objects.filter(pk__in=digest.notice_ids).update(mailed_at=at)
    return (reader.digested_on,)


@transaction.atomic
def _given_back(digest: Digest, before: tuple[date | None]) -> None:
    NoticeReader.objects.filter(user=digest.user).update(digested_on=before[0])
    Notice.objects.filter(pk__in=digest.notice_ids).update(mailed_at=None)


def _subject(digest: Digest) -> str:
    count = sum(number for _kind, number in digest.counts)
    words = ngettext("Chung Tay: %(number)s thông báo mới", "Chung Tay: %(number)s thông báo mới", count)
    return words % {"number": written(count, digest.language)}


def _words(digest: Digest) -> str:
    site = settings.CHUNGTAY_ADDRESS.rstrip("/")
    told = {
        "lines": [(translation.gettext(WORDS[kind].name), number) for kind, number in digest.counts],
        "address": f"{site}{digest.path or reverse('notices')}",
        "settings": f"{site}{reverse('assign_notice_choices')}",
    }
    return render_to_string("notifications/digest.txt", told).strip() + "\n"
