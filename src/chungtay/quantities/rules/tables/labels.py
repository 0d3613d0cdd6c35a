"""What a heading or a label says of the numbers under or beside it: unit and scale, plan or result, number or none."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from chungtay.kernel.text import folded
from chungtay.kernel.tokens import plain_words

from ..grammar.lexicon import DONG, PERCENT, ROLES, UNITS, Unit


class ColumnRole(StrEnum):
    """What a column or a row of a table holds."""

    FIGURE = "figure"
    PLAN = "plan"
    DONE = "done"
    SHARE = "share"  # of the plan
    CHANGE = "change"  # against a year before, in percent
    UNIT = "unit"  # the measure of each row
    NOTHING = "nothing"  # counts rows, ranks, dates, notes


_SCALES: Final = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "ng": 10**3,
    "triệu": 10**6,
    "tr": 10**6,
    "trđ": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_DONG_SCALED: Final = re.compile(
    r"(?<![^\W\d_])(nghìn|ngàn|ng|triệu|tr|tỷ|tỉ)\.?\s*đ(?![^\W\d_])|(?<![^\W\d_])trđ(?![^\W\d_])", re.IGNORECASE
)
_THOUSANDS: Final = re.compile(r"1[.,]?000(?:[.,]?000)*(?=\D|$)")
_LED: Final = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*[:.]\s*(?P<unit>[^()]{1,40})", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\(([^()]{1,40})\)|,\s*((?:nghìn|triệu|tỷ|tỉ|tr\.?)\s*đ\w*)\s*$", re.IGNORECASE)
_UNIT_COLUMN: Final = re.compile(r"(?:dvt|don vi tinh|don vi do|d\.?v\.?t\.?)(?:\s*\(.*\))?")
_NOTHING: Final = re.compile(
    r"(?:s?tt|so tt|so thu tu|#|no\.?|xep (?:hang|thu|loai)|thu hang|ghi chu|chu thich|ma(?: so)?|ngay(?: thang)?(?: nam)?|thoi gian|"
    r"nam sinh|tuoi|(?:so )?dien thoai|sdt|cccd|cmnd|so (?:tai khoan|quyet dinh|hieu|ky hieu|van ban)|dia chi)"
)
# Read with its accents where there are any: "Tặng quà" is no "tăng".
_CHANGE: Final = re.compile(
    r"\b(?:t[ăa]ng|gi[ảa]m)\b|so (?:v[ớo]i )?(?:c[ùu]ng k[ỳìyi]|n[ăa]m tr[ướu][ơo]?c|n[ăa]m \d{4})"
)
_SHARE: Final = re.compile(r"ty le|ti le|%|th\s*/\s*kh|so (?:voi )?(?:kh|ke hoach|chi tieu)|muc do hoan thanh|dat")
_OF_PLAN: Final = re.compile(
    r"th\s*/\s*kh|ke hoach|\bkh\b|chi tieu|hoan thanh|thuc hien|dat\b|^(?:ty|ti) le\s*(?:\(?%\)?)?$|^%$"
)
_PLAN: Final = re.compile(r"^(?:ke hoach|chi tieu|kh|muc tieu|giao|dang ky|du kien|duoc giao)\b(?! khac)")
_DONE: Final = re.compile(r"^(?:thuc hien|ket qua|th|da thuc hien|dat duoc|ket qua thuc hien|so thuc hien)\b")
_BARE: Final = frozenset((
    "thuc", "hien", "ket", "qua", "ke", "hoach", "chi", "tieu", "th", "kh", "dat", "giao", "thang",
    "quy", "nam", "luy", "so", "luong", "lieu", "trong", "den", "tu", "nay", "cong", "tong",
))  # fmt: skip
_TIMES: Final = frozenset({"năm", "quý", "tháng", "ngày", "hạng"})
_FARTHEST: Final = 30  # words of a label that are looked at


@dataclass(frozen=True, slots=True)
class Measured:
    """The unit that a text gives to numbers: `factor` for one written, `told` where it says so in brackets or after ĐVT."""

    unit: Unit
    factor: int = 1
    told: bool = False
    per: str = ""


def is_unit_column(text: str) -> bool:
    """Is it the heading of a column of units?"""
    return _UNIT_COLUMN.fullmatch(folded(text)) is not None


@lru_cache(maxsize=4096)
def role_of(text: str) -> ColumnRole:
    """The role that a heading gives to its column."""
    plain = folded(text)
    if is_unit_column(text):
        return ColumnRole.UNIT
    if _NOTHING.fullmatch(plain) or text.strip().lower() in _TIMES:
        return ColumnRole.NOTHING
    if _CHANGE.search(text.lower()) and len(plain) < 60:
        return ColumnRole.CHANGE if "%" in plain or "so" in plain or "tang" in plain else ColumnRole.FIGURE
    if _SHARE.search(plain) and "%" in f"{plain}{'%' if 'le' in plain else ''}" and _OF_PLAN.search(plain):
        return ColumnRole.SHARE
    if _PLAN.match(plain):
        return ColumnRole.PLAN
    return ColumnRole.DONE if _DONE.match(plain) else ColumnRole.FIGURE


@lru_cache(maxsize=4096)
def is_bare(text: str) -> bool:
    """Does a heading say when or how only (Thực hiện, Tháng 1, Số lượng), not what is counted?"""
    words = [word for word in plain_words(folded(text)) if word.isalpha()]
    return all(word in _BARE for word in words)


@lru_cache(maxsize=4096)
def measured(text: str) -> Measured | None:
    """The unit that a heading or label names, said apart or among its words."""
    for found in (_LED.search(text), *_BRACKETS.finditer(text)):
        if found is not None and (unit := told_unit(next(group for group in found.groups() if group))):
            return unit
    words = plain_words(text)[:_FARTHEST]
    if "%" in words or words[:2] in (("tỷ", "lệ"), ("tỉ", "lệ")):
        return Measured(PERCENT)
    noun = _noun(words)
    if words[:3] == ("mức", "hỗ", "trợ") or words[:2] == ("đơn", "giá"):
        return Measured(DONG, per=noun.name if noun else "suất")
    if any((role := ROLES.at(words, place)) and "value" in role[1] for place in range(len(words))):
        return Measured(DONG)
    return Measured(noun) if noun else None


def _noun(words: tuple[str, ...]) -> Unit | None:
    """What is counted: the noun after "số", else the first that is no place (a place may be the name of a unit)."""
    first: Unit | None = None
    for place in range(len(words)):
        found = UNITS.at(words, place)
        if found and place > 0 and words[place - 1] in ("số", "lượng"):
            return found[1]
        if found and first is None and found[1].group not in ("place", "money") and found[1].name != "đơn vị":
            first = found[1]
    return first


def noun_at_head(text: str) -> Measured | None:
    """The noun that a heading begins with, be it a place ("Đơn vị đã báo cáo")."""
    found = UNITS.at(plain_words(text)[:_FARTHEST], 0)
    return Measured(found[1]) if found else None


@lru_cache(maxsize=1024)
def told_unit(text: str) -> Measured | None:
    """A unit that stands alone: "triệu đồng", "1.000đ", "lượt người", "đồng/suất"."""
    plain = " ".join(_DONG_SCALED.sub(lambda m: f"{(m[1] or 'tr')} đồng", text.strip(" .:")).split())
    factor = 1
    if found := _THOUSANDS.match(plain):
        factor, plain = int(re.sub(r"\D", "", found[0])), plain[found.end() :]
    words = plain_words(plain)
    while words and (words[0] in _SCALES or words[0] == "."):
        factor, words = factor * _SCALES.get(words[0], 1), words[1:]
    if not words:
        return Measured(DONG, factor, told=True) if factor > 1 else None
    per = " ".join(words).partition(" / ")[2]
    unit = UNITS.at(words, 0)
    if unit is None or (unit[0] < len(words) and not (per and words[unit[0]] == "/")):
        return None
    return Measured(unit[1], factor, told=True, per=per)
