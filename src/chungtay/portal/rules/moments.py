"""Moments as a Vietnamese provincial portal writes them: the page's clock, and when an article appeared."""

from datetime import datetime
from typing import Final

WEEKDAYS: Final = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT: Final = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")


def page_moment(at: datetime, language: str = "vi") -> str:
    """*Thứ Bảy, 23/11/2024 14:18 (GMT +7)*; `at` in the time that is shown."""
    day = WEEKDAYS.get(language, WEEKDAYS["vi"])[at.weekday()]
    return f"{day}, {at:%d/%m/%Y %H:%M} ({_offset(at)})"


def article_moment(at: datetime, language: str = "vi") -> str:
    """*Thứ 2, 11/11/2024 | 16:31:00 [GMT +7]*; in English with the day's name."""
    day = _SHORT[at.weekday()] if language == "vi" else WEEKDAYS["en"][at.weekday()]
    return f"{day}, {at:%d/%m/%Y | %H:%M:%S} [{_offset(at)}]"


def _offset(at: datetime) -> str:
    """*GMT +7*, with minutes where there are any."""
    passed = at.utcoffset()
    minutes = int(passed.total_seconds() // 60) if passed else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT {'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
