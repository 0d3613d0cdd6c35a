"""What a campaign and a drive must be before they are entered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from chungtay.kernel.days import day_written
from chungtay.kernel.errors import Refusal, gettext_noop

FARTHEST: Final = timedelta(days=731)  # a day farther ahead is a slip of the hand
_HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NO_NAME = gettext_noop("Cần ghi tên.")
NO_PLACE = gettext_noop("Cần ghi địa điểm.")
TOO_FAR = gettext_noop("Ngày %(day)s còn quá xa: xem lại năm.")
UPSIDE_DOWN = gettext_noop("Ngày bắt đầu %(first)s sau ngày kết thúc %(last)s.")
NO_QUOTA = gettext_noop("Chỉ tiêu phải từ 1 trở lên; chưa có chỉ tiêu thì để trống.")
NO_HOUR = gettext_noop("Khung giờ “%(start)s” không phải giờ: viết như 07:30.")
NO_PLACES = gettext_noop("Khung giờ %(start)s cần ít nhất một chỗ.")
OUT_OF_ORDER = gettext_noop("Khung giờ %(later)s đứng sau %(earlier)s: xếp từ sớm đến muộn, mỗi giờ một lần.")
ITSELF = gettext_noop("Đơn vị phối hợp trùng với đơn vị tổ chức.")


@dataclass(frozen=True, slots=True)
class DriveDraft:
    """A drive as it is told; `slots`: (start "07:30", places), the earliest first."""

    unit_id: int
    name: str
    held_on: date
    place: str
    quota: int | None = None
    slots: Sequence[tuple[str, int]] = ()
    campaign_id: int | None = None
    area_id: int | None = None
    partners: frozenset[int] = frozenset()
    centre: str = ""


def check_campaign(name: str, first_on: date, last_on: date, on: date) -> None:
    """Raises Refusal for what no campaign can be."""
    if not name.strip():
        raise Refusal(NO_NAME)
    if first_on > last_on:
        raise Refusal(UPSIDE_DOWN, first=day_written(first_on), last=day_written(last_on))
    _check_day(last_on, on)


def check_drive(draft: DriveDraft, on: date) -> None:
    """Raises Refusal for what no drive can be; `on` is today in Viet Nam."""
    if not draft.name.strip():
        raise Refusal(NO_NAME)
    if not draft.place.strip():
        raise Refusal(NO_PLACE)
    _check_day(draft.held_on, on)
    if draft.quota is not None and draft.quota < 1:
        raise Refusal(NO_QUOTA)
    if draft.unit_id in draft.partners:
        raise Refusal(ITSELF)
    check_slots(draft.slots)


def check_slots(slots: Sequence[tuple[str, int]]) -> None:
    """Raises Refusal for an hour that is none, a slot without places, and slots out of order."""
    for start, places in slots:
        if not _HOUR.fullmatch(start):
            raise Refusal(NO_HOUR, start=start)
        if places < 1:
            raise Refusal(NO_PLACES, start=start)
    for (earlier, _places), (later, _more) in pairwise(slots):
        if later <= earlier:
            raise Refusal(OUT_OF_ORDER, earlier=earlier, later=later)


def _check_day(day: date, on: date) -> None:
    if day > on + FARTHEST:
        raise Refusal(TOO_FAR, day=day_written(day))
