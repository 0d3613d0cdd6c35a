"""What people add to a review: the meeting at which it is given, and their own words in its slots."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.kernel.text import nfc
from chungtay.ledger.queries import head
from chungtay.reports.models import ReviewMeeting, ReviewWords
from chungtay.reports.queries import gathering_of, latest_of
from chungtay.reports.rules.heading import PARTS_OF_DAY
from chungtay.reports.rules.material import Gathering
from chungtay.reports.rules.slots import MOST_LETTERS, SLOT_BY_KEY

NO_SLOT = gettext_noop("Báo cáo không có phần “%(slot)s”; các phần: %(known)s.")
TOO_LONG = gettext_noop("Dài quá: nhiều nhất %(most)s chữ cái.")
WRITTEN_SINCE = gettext_noop("%(who)s vừa viết phần này trong lúc trang đang mở; hãy đọc cả hai bản rồi lưu lại.")
MEETING_SINCE = gettext_noop("Người khác vừa đổi hội nghị trong lúc trang đang mở: %(said)s. Xem lại rồi lưu lần nữa.")
NO_DAY = gettext_noop("Hội nghị cần có ngày họp.")
NO_PART = gettext_noop("Buổi họp “%(given)s” không hợp lệ; hãy chọn một trong: %(known)s.")


@transaction.atomic
def record_gathering(
    *, by: User | None, at: datetime, of: str, first: date, last: date, gathering: Gathering, after: str | None = None
) -> ReviewMeeting:
    """Set the meeting of a scope's review for a period; a meeting set before is replaced.

    `after`: the stamp of the one that the writer saw. Raises Refusal without a day, for a part of the day that is none,
    and where somebody set another one meanwhile.
    """
    period = Period(first, last)
    if gathering.on is None:
        raise Refusal(NO_DAY)
    if gathering.part_of_day not in PARTS_OF_DAY:
        raise Refusal(NO_PART, given=gathering.part_of_day, known=", ".join(filter(None, PARTS_OF_DAY)))
    head(hold=True)  # one writer at a time
    if after is not None and (stands := gathering_of(of, period)).stamp != after:
        day = f"{stands.on:%d/%m/%Y}" if stands.on else ""
        raise Refusal(MEETING_SINCE, said=" · ".join(filter(None, (day, stands.place, stands.host))))
    row, _ = ReviewMeeting.objects.update_or_create(
        of=of,
        first_on=period.first,
        last_on=period.last,
        defaults={
            "held_on": gathering.on,
            "part_of_day": gathering.part_of_day,
            "place": nfc(gathering.place),
            "host": nfc(gathering.host),
            "visits_place": nfc(gathering.visits_place),
        },
    )
    audit.note(by=by, at=at, action="record_gathering", object_type="review", object_id=of, text=str(row))
    return row


@transaction.atomic
def withdraw_gathering(*, by: User | None, at: datetime, of: str, first: date, last: date) -> None:
    """Take the meeting of a scope's review back: it was called off, or looks back on another period."""
    for row in ReviewMeeting.objects.filter(of=of, first_on=first, last_on=last):
        audit.note(by=by, at=at, action="withdraw_gathering", object_type="review", object_id=of, text=str(row))
        row.delete()


@transaction.atomic
def record_words(
    *, by: User | None, at: datetime, of: str, first: date, last: date, slot: str, text: str, after: int | None = None
) -> ReviewWords:
    """Write a slot's own words; what stood there before stays readable, the latest counts; empty text opens the gap again.

    `after`: the version that the writer saw (0: none). Raises Refusal for a slot that no review has, for a text that is
    too long, and where somebody wrote after that version.
    """
    period = Period(first, last)
    if slot not in SLOT_BY_KEY:
        raise Refusal(NO_SLOT, slot=slot, known=", ".join(SLOT_BY_KEY))
    if len(text) > MOST_LETTERS:
        raise Refusal(TOO_LONG, most=MOST_LETTERS)
    head(hold=True)  # one writer at a time, and none while a review is read to be published
    if after is not None and (stands := latest_of(of, period, slot)).id != after:
        raise Refusal(WRITTEN_SINCE, who=stands.by)
    row = ReviewWords.objects.create(
        of=of, first_on=period.first, last_on=period.last, slot=slot, text=nfc(text).strip(), written_at=at, by=by
    )
    audit.note(by=by, at=at, action="record_words", object_type="review", object_id=of, text=slot)
    return row
