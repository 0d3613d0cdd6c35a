"""Days and windows as offices write them."""

import calendar
import re
from datetime import date, datetime
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

FOUNDED: Final = date(1946, 11, 23)
ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?)?\Z")
SLASHED: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\Z")
MONTH: Final = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})\Z", re.IGNORECASE)
ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})\Z")
BETWEEN: Final = re.compile(r"\s*(?:\.\.|–|—|→|\bđến\b|\s-\s)\s*", re.IGNORECASE)

UNREADABLE: Final = gettext_noop("“%(text)s” không phải là ngày: ghi dạng 31/12/2024 hoặc 2024-12-31.")
NO_SUCH_DAY: Final = gettext_noop("Không có ngày “%(text)s”: ghi ngày trước, tháng sau (31/12/2024).")
TOO_EARLY: Final = gettext_noop("Ngày %(text)s trước khi Hội thành lập (23/11/1946): kiểm tra lại năm.")
HAS_HOURS: Final = gettext_noop("“%(text)s” có giờ: chỉ ghi ngày, dạng 31/12/2024.")


def day_of(raw: object) -> date:
    """The day of a cell. Raises Refusal for anything that is not one day."""
    if isinstance(raw, datetime):
        if raw.hour or raw.minute or raw.second:
            raise Refusal(HAS_HOURS, text=f"{raw:%d/%m/%Y %H:%M}")
        found = raw.date()
    elif isinstance(raw, date):
        found = raw
    elif isinstance(raw, str):
        found = _written_day(raw.strip())
    else:
        raise Refusal(UNREADABLE, text=_shown(raw))
    if found < FOUNDED:
        raise Refusal(TOO_EARLY, text=f"{found:%d/%m/%Y}")
    return found


def window_of(raw: object) -> tuple[date, date]:
    """First and last day of a cell that holds one day, or two ("01/05/2024 - 15/05/2024")."""
    if isinstance(raw, str) and len(parts := BETWEEN.split(raw.strip())) == 2:
        first, last = day_of(parts[0]), day_of(parts[1])
        if last < first:
            raise Refusal(gettext_noop("Khoảng ngày “%(text)s” kết thúc trước khi bắt đầu."), text=raw.strip())
        return first, last
    day = day_of(raw)
    return day, day


def month_edge(raw: object, *, last: bool) -> date:
    """The first or last day of a span of months: a day, or a month ("10/2024") whose edge it is."""
    if isinstance(raw, str) and (found := _written_month(raw.strip())):
        year, month = found
        if not 1 <= month <= 12:
            raise Refusal(UNREADABLE, text=raw.strip())
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    day = day_of(raw)
    if last and day.day != calendar.monthrange(day.year, day.month)[1]:
        right = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
        raise Refusal(
            gettext_noop("Số tổng hợp phải trọn tháng: ghi ngày cuối tháng (%(right)s) thay cho %(text)s."),
            right=f"{right:%d/%m/%Y}",
            text=f"{day:%d/%m/%Y}",
        )
    if not last and day.day != 1:
        raise Refusal(
            gettext_noop("Số tổng hợp phải trọn tháng: ghi ngày đầu tháng (%(right)s) thay cho %(text)s."),
            right=f"{day.replace(day=1):%d/%m/%Y}",
            text=f"{day:%d/%m/%Y}",
        )
    return day


def _written_day(text: str) -> date:
    if found := ISO.match(text):
        year, month, day = map(int, found.groups())
    elif found := SLASHED.match(text):
        day, month, year = map(int, found.groups())
    else:
        raise Refusal(UNREADABLE, text=text[:60])
    try:
        return date(year, month, day)
    except ValueError:
        raise Refusal(NO_SUCH_DAY, text=text[:60]) from None


def _written_month(text: str) -> tuple[int, int] | None:
    if found := ISO_MONTH.match(text):
        return int(found[1]), int(found[2])
    if found := MONTH.match(text):
        return int(found[2]), int(found[1])
    return None


def _shown(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)[:60]
